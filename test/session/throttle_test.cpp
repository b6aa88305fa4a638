#include "session/throttle.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};

std::string address(int n) {
    return "10." + std::to_string(n / 65536) + "." + std::to_string(n / 256 % 256) + "." + std::to_string(n % 256);
}

// How many of `attempts` on one login, each from another address, one second apart, would be tried.
int tried(SignInThrottle& throttle, int attempts, Timestamp& clock) {
    int tried = 0;
    for (int i = 0; i < attempts; ++i) {
        clock = after_seconds(clock, 1);
        tried += throttle.begin({"1 admin", address(i), false}, clock) == 0;
    }
    return tried;
}

TEST(SignInThrottle, TenThousandAttemptsFromManyAddressesNeitherGuessNorLockOut) {
    SignInThrottle throttle;
    auto clock = start;
    int const windows = 10'000 / int(SignInThrottle::window_s) + 1;
    EXPECT_LE(tried(throttle, 10'000, clock), windows * SignInThrottle::per_login);
    EXPECT_GT(throttle.begin({"1 admin", "192.0.2.1", false}, clock), 0) << "a stranger waits";
    Attempt const owner{"1 admin", "192.0.2.1", true};
    for (int i = 1; i < SignInThrottle::per_login_and_network; ++i)
        EXPECT_EQ(throttle.begin(owner, clock), 0) << "the owner mistypes " << i << " times";
    EXPECT_EQ(throttle.begin(owner, clock), 0);
    throttle.take_back(owner, clock);
    EXPECT_EQ(throttle.begin(owner, clock), 0) << "what was right is not counted";
}

TEST(SignInThrottle, WaitingEndsWithTheWindow) {
    SignInThrottle throttle;
    Attempt const attempt{"1 lily", "192.0.2.1", false};
    for (int i = 0; i < SignInThrottle::per_login_and_network; ++i) EXPECT_EQ(throttle.begin(attempt, start), 0);
    auto const wait = throttle.begin(attempt, after_seconds(start, 100));
    EXPECT_EQ(wait, SignInThrottle::window_s - 100);
    EXPECT_GT(throttle.begin(attempt, after_seconds(start, 99 + wait)), 0);
    EXPECT_EQ(throttle.begin(attempt, after_seconds(start, 100 + wait)), 0);
}

TEST(SignInThrottle, AnAddressThatTriesManyLoginsWaits) {
    SignInThrottle throttle;
    for (int i = 0; i < SignInThrottle::per_network; ++i)
        EXPECT_EQ(throttle.begin({"1 guess" + std::to_string(i), "192.0.2.1", false}, start), 0);
    EXPECT_GT(throttle.begin({"1 another", "192.0.2.1", false}, start), 0);
    EXPECT_EQ(throttle.begin({"1 another", "192.0.2.2", false}, start), 0);
    EXPECT_EQ(throttle.begin({"1 another", "192.0.2.1", true}, start), 0) << "who is known there has his own budget";
}

TEST(SignInThrottle, WhatIsUnderWayCountsAlready) {
    SignInThrottle throttle;
    int begun = 0;
    for (int i = 0; i < 1000; ++i) begun += throttle.begin({"1 admin", address(i), false}, start) == 0;
    EXPECT_EQ(begun, SignInThrottle::per_login);
}

TEST(SignInThrottle, TenantsDoNotShareABudget) {
    SignInThrottle throttle;
    auto clock = start;
    tried(throttle, 100, clock);
    EXPECT_EQ(throttle.begin({"2 admin", "192.0.2.1", false}, clock), 0);
}

// The memory is fixed: after 100,000 addresses the same object still tells innocent people from guessers.
TEST(SignInThrottle, AFloodOfAddressesAndLoginsSlowsOnlyItself) {
    SignInThrottle throttle;
    for (int i = 0; i < 100'000; ++i)
        throttle.begin({"1 guess" + std::to_string(i), address(i), false}, after_seconds(start, i / 1000));
    auto const clock = after_seconds(start, 100);
    int refused = 0;
    for (int i = 0; i < 1000; ++i)
        refused += throttle.begin({"1 person" + std::to_string(i), address(1'000'000 + i), false}, clock) > 0;
    EXPECT_LT(refused, 50) << "collisions are rare";
    for (int i = 0; i < 1000; ++i)
        EXPECT_EQ(throttle.begin({"1 person" + std::to_string(i), address(2'000'000 + i), true}, clock), 0);
}

TEST(SignInThrottle, CodesAreGuessedTenTimesByWhoeverHasThePassword) {
    SignInThrottle throttle;
    for (int i = 0; i < SignInThrottle::codes_per_person; ++i) EXPECT_EQ(throttle.begin_code("1 #7", start), 0);
    EXPECT_GT(throttle.begin_code("1 #7", start), 0);
    EXPECT_EQ(throttle.begin_code("1 #8", start), 0);
    EXPECT_EQ(throttle.begin_code("1 #7", after_seconds(start, SignInThrottle::window_s)), 0);
}

TEST(SignInThrottle, AnAttackOfThousandsIsAHandfulOfEvents) {
    SignInThrottle throttle;
    std::vector<int> recorded;
    for (int i = 0; i < 5000; ++i)
        if (auto const n = throttle.worth_recording("1 admin", start)) recorded.push_back(n);
    EXPECT_EQ(recorded, (std::vector{1, 10, 100, 1000}));
}

} // namespace
} // namespace baton
