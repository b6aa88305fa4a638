#include "base/id.h"
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};

TEST(IdGenerator, GrowsWhateverTheClockDoes) {
    IdGenerator ids(3, 0);
    std::int64_t last = 0;
    for (int i = 0; i < 100'000; ++i) {
        auto const jump = (i % 7 - 3) * 1'000'000; // the clock goes back and forth by seconds
        auto const id = ids.next(start + jump);
        ASSERT_GT(id, last);
        last = id;
    }
}

TEST(IdGenerator, NeverGoesBelowTheHighWaterMark) {
    IdGenerator before(0, 0);
    auto const last = before.next(start);
    IdGenerator after(0, before.high_water());
    EXPECT_GT(after.next(start + -3'600'000'000), last);
}

TEST(IdGenerator, NodesNeverMeet) {
    IdGenerator a(1, 0), b(2, 0);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 10'000; ++i) {
        EXPECT_TRUE(seen.insert(a.next(start)).second);
        EXPECT_TRUE(seen.insert(b.next(start)).second);
    }
}

TEST(IdGenerator, ThreadsGetDifferentIds) {
    IdGenerator ids(0, 0);
    std::vector<std::vector<std::int64_t>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made)
        threads.emplace_back([&] {
            for (int i = 0; i < 5'000; ++i) mine.push_back(ids.next(start));
        });
    for (auto& thread : threads) thread.join();
    std::set<std::int64_t> all;
    for (auto const& mine : made) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 20'000u);
}

TEST(IdGenerator, TellsWhenAnIdWasMade) {
    IdGenerator ids(7, 0);
    EXPECT_EQ(IdGenerator::made_at(ids.next(start)), start);
}

TEST(IdGenerator, KnowsWhereTheIdsOfOldTimesEnd) {
    constexpr Timestamp long_ago{1'685'600'000'000'000}; // 2023, before its epoch
    IdGenerator ids(1023, 0);
    auto const first = ids.next(long_ago), second = ids.next(after_seconds(long_ago, 60));
    EXPECT_LE(IdGenerator::first_at(long_ago), first);
    EXPECT_LT(first, second);
    EXPECT_GT(IdGenerator::first_surely_after(after_seconds(long_ago, 120)), second);
    EXPECT_LT(IdGenerator::first_surely_after(long_ago), IdGenerator::first_at(start));
}

TEST(ParseId, TakesOnlyCanonicalPositiveNumbers) {
    EXPECT_EQ(parse_id("9223372036854775807"), 9'223'372'036'854'775'807);
    for (auto const* text : {"", "0", "01", "-1", "+1", "1a", " 1", "9223372036854775808", "99999999999999999999"})
        EXPECT_EQ(parse_id(text), std::nullopt) << text;
}

} // namespace
} // namespace baton
