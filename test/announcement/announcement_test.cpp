#include "announcement/announcement.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};

TEST(AnnouncementRules, CurrentFromItsStartUntilItsEnd) {
    Announcement a;
    a.starts_at = start;
    a.ends_at = after_seconds(start, 60);
    EXPECT_FALSE(is_current(a, after_seconds(start, -1)));
    EXPECT_TRUE(is_current(a, start));
    EXPECT_TRUE(is_current(a, after_seconds(start, 59)));
    EXPECT_FALSE(is_current(a, after_seconds(start, 60)));
    a.ends_at.reset();
    EXPECT_TRUE(is_current(a, after_seconds(start, 86'400)));
    a.archived_at = start;
    EXPECT_FALSE(is_current(a, start));
}

} // namespace
} // namespace baton
