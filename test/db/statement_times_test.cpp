// Which statements are kept as slow, how many of them, and that units of a database are measured.
#include "db/statement_times.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace baton::db {
namespace {

using std::chrono::milliseconds;

TEST(StatementTimesTest, KeepsWhatIsSlowWithItsLongest) {
    StatementTimes times(milliseconds(100));
    times.note("select 1", milliseconds(99));
    times.note("select 2", milliseconds(100));
    times.note("select 2", milliseconds(300));
    times.note("select 3", milliseconds(200));
    auto const slow = times.slow();
    ASSERT_EQ(slow.size(), 2U);
    EXPECT_EQ(slow[0].sql, "select 2");
    EXPECT_EQ(slow[0].times, 2);
    EXPECT_EQ(slow[0].longest_us, 300'000);
    EXPECT_GT(slow[0].last_at, Timestamp{});
    EXPECT_EQ(times.totals().statements, 4);
    EXPECT_EQ(times.totals().slow, 3);
    EXPECT_NEAR(times.totals().seconds, 0.699, 1e-9);
}

TEST(StatementTimesTest, IsBounded) {
    StatementTimes times(milliseconds(0));
    for (int i = 0; i < 500; ++i) times.note(fmt::format("select {}", i), milliseconds(1));
    times.note(std::string(100'000, 'x'), milliseconds(2));
    auto const slow = times.slow();
    EXPECT_EQ(slow.size(), StatementTimes::most_kept);
    EXPECT_EQ(slow.front().sql, std::string(2'000, 'x')) << "the slowest is first and cut";
    EXPECT_EQ(times.totals().slow, 501);
}

} // namespace
} // namespace baton::db
