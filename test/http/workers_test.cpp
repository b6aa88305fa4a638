#include "http/workers.h"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>

namespace baton::http {

namespace {

TEST(Workers, run_every_job_before_they_end) {
    std::atomic<int> ran = 0;
    {
        Workers workers(4);
        std::vector<std::thread> pushers;
        for (int i = 0; i < 4; ++i)
            pushers.emplace_back([&] {
                for (int n = 0; n < 5000; ++n) workers.push([&] { ++ran; });
            });
        for (auto& pusher : pushers) pusher.join();
    }
    EXPECT_EQ(ran, 20000);
}

// Wake-ups are saved, so this would hang if one too many were: each job waits for all the others.
TEST(Workers, all_work_when_there_is_work_for_all) {
    Workers workers(8);
    for (int round = 0; round < 200; ++round) {
        std::latch together(8), done(8);
        for (int i = 0; i < 8; ++i)
            workers.push([&] {
                together.arrive_and_wait();
                done.count_down();
            });
        done.wait();
    }
}

TEST(Workers, know_their_own_threads) {
    Workers workers(1), others(1);
    EXPECT_FALSE(workers.here());
    std::latch done(1);
    workers.push([&] {
        EXPECT_TRUE(workers.here());
        EXPECT_FALSE(others.here());
        done.count_down();
    });
    done.wait();
}

} // namespace
} // namespace baton::http
