#include "base/time.h"
#include "base/zone.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(Time, ReadsRfc3339) {
    struct Case {
        char const* text;
        char const* same; // nullptr: refused
    };
    for (auto const& c : std::initializer_list<Case>{{"2026-11-21T08:30:00Z", "2026-11-21T08:30:00Z"},
                                                     {"2026-11-21T08:30:00+08:00", "2026-11-21T00:30:00Z"},
                                                     {"2026-11-21t08:30:00.5-05:30", "2026-11-21T14:00:00.500000Z"},
                                                     {"2026-11-21 08:30:00.123456789z", "2026-11-21T08:30:00.123456Z"},
                                                     {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
                                                     {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
                                                     {"2026-02-29T00:00:00Z", nullptr},
                                                     {"2026-11-21T08:30:00", nullptr},
                                                     {"2026-11-21T24:00:00Z", nullptr},
                                                     {"2026-11-21T08:30Z", nullptr},
                                                     {"2026-11-21T08:30:00.Z", nullptr},
                                                     {"2026-11-21T08:30:00+24:00", nullptr},
                                                     {"2026-11-21T08:30:00Z ", nullptr},
                                                     {"2026-1-21T08:30:00Z", nullptr},
                                                     {"", nullptr}}) {
        auto const t = from_rfc3339(c.text);
        ASSERT_EQ(t.has_value(), c.same != nullptr) << c.text;
        if (!t) continue;
        EXPECT_EQ(to_rfc3339(*t), c.same) << c.text;
    }
}

TEST(Time, KnowsLocalDates) {
    auto const late = *from_rfc3339("2026-11-21T16:30:00Z");
    EXPECT_EQ(local_date(late, "Asia/Shanghai"), 20261122);
    EXPECT_EQ(local_date(late, "UTC"), 20261121);
    EXPECT_EQ(local_date(late, "America/New_York"), 20261121);
    EXPECT_EQ(local_date(*from_rfc3339("2026-07-01T03:30:00Z"), "America/New_York"), 20260630); // daylight saving
    EXPECT_EQ(day_after(20261130), 20261201);
    EXPECT_EQ(day_after(20281231), 20290101);
    EXPECT_EQ(to_rfc3339(*day_start(20261122, "Asia/Shanghai")), "2026-11-21T16:00:00Z");
    EXPECT_EQ(to_rfc3339(*day_start(20260701, "America/New_York")), "2026-07-01T04:00:00Z");
    // There was no midnight: clocks went from 23:59:59 to 01:00.
    EXPECT_EQ(to_rfc3339(*day_start(20181104, "America/Sao_Paulo")), "2018-11-04T03:00:00Z");
    EXPECT_FALSE(day_start(20260230, "UTC"));
}

} // namespace
} // namespace baton
