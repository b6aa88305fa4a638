#include "log_fixture.h"

#include <atomic>
#include <thread>

namespace baton {
namespace {

using namespace std::chrono_literals;
using Readers = OnEventLog;

// Fails until it is repaired, after having written: what it wrote must be undone each time.
class FailingReader : public NotingReader {
public:
    FailingReader(std::string name, std::atomic<bool>& repaired, std::atomic<int>& failures)
        : NotingReader(std::move(name)), repaired_(repaired), failures_(failures) {}
    void apply(Tx& tx, std::span<Event const> events) override {
        NotingReader::apply(tx, events);
        if (repaired_) return;
        ++failures_;
        throw std::runtime_error("out of order");
    }

private:
    std::atomic<bool>& repaired_;
    std::atomic<int>& failures_;
};

TEST_P(Readers, SeeEachEventOnceInOrder) {
    log = make_log({"a", "b"}), log->start();
    for (int i = 0; i < 50; ++i) write(3), write(1, second_tenant);
    ASSERT_TRUE(log->settle(patience));
    for (auto const* reader : {"a", "b"}) {
        EXPECT_EQ(noted(reader), one_to(150));
        EXPECT_EQ(noted(reader, second_tenant), one_to(50));
    }
    EXPECT_EQ(db::look(*database, default_tenant, [](Tx& tx) { return reader_cursor(tx, "a"); }), 150);
}

TEST_P(Readers, SeeWhatHappenedBeforeTheyWereThere) {
    log = make_log({"early"}), log->start();
    write(250);
    ASSERT_TRUE(log->settle(patience));
    log.reset();
    database = nullptr;
    database = open_again();
    log = make_log({"early", "late"}), log->start();
    write(10);
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(noted("early"), one_to(260));
    EXPECT_EQ(noted("late"), one_to(260));
}

TEST_P(Readers, SeeEachEventOnceThroughRestartsInTheMiddle) {
    for (int round = 0; round < 8; ++round) {
        log = make_log({"a"}), log->start();
        std::thread writer([&] {
            for (int i = 0; i < 25; ++i) write(4);
        });
        while (noted("a").size() < static_cast<std::size_t>(round * 100 + 20)) std::this_thread::yield();
        log->stop();
        writer.join();
        log.reset();
        database = nullptr;
        database = open_again();
    }
    log = make_log({"a"}), log->start();
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(noted("a"), one_to(800));
    EXPECT_EQ(first_break(), "");
}

TEST_P(Readers, AFailingOneIsRetriedAndHoldsUpNobody) {
    std::atomic<bool> repaired = false;
    std::atomic<int> failures = 0;
    log = make_log({"sound"});
    log->add(std::make_unique<FailingReader>("broken", repaired, failures));
    log->start();
    write(5);
    EXPECT_FALSE(log->settle(1500ms));
    EXPECT_EQ(noted("sound"), one_to(5));
    EXPECT_TRUE(noted("broken").empty());
    EXPECT_GE(failures, 2);
    EXPECT_LE(failures, 6); // it backs off
    auto const status = log->status();
    ASSERT_EQ(status.size(), 2u);
    EXPECT_EQ(status[0].error, "");
    EXPECT_EQ(status[0].lag, 0);
    EXPECT_EQ(status[1].reader, "broken");
    EXPECT_EQ(status[1].error, "out of order");
    EXPECT_EQ(status[1].lag, 5);
    repaired = true;
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(noted("broken"), one_to(5));
    EXPECT_EQ(log->status()[1].error, "");
}

TEST_P(Readers, FollowersThatListenToNothingGoOnFromTheHead) {
    log = make_log();
    std::mutex mutex;
    std::vector<std::int64_t> seen;
    std::atomic<bool> listening = false;
    log->add(
        [&](TenantId, std::span<Event const> events) {
            std::lock_guard const lock(mutex);
            for (auto const& event : events) seen.push_back(*event.seq);
        },
        [&] { return listening.load(); });
    log->start();
    write(5);
    ASSERT_TRUE(log->settle(patience));
    listening = true;
    write(3);
    ASSERT_TRUE(log->settle(patience));
    std::lock_guard const lock(mutex);
    EXPECT_EQ(seen, (std::vector<std::int64_t>{6, 7, 8}));
}

TEST_P(Readers, FollowersSeeEachEventOnceFromTheStartOn) {
    log = make_log();
    log->start();
    write(3);
    ASSERT_TRUE(log->settle(patience));
    log.reset();
    database = nullptr;
    database = open_again();
    log = make_log();
    std::mutex mutex;
    std::map<TenantId, std::vector<std::int64_t>> seen;
    log->add([&](TenantId, std::span<Event const>) {
        if (seen.empty()) throw std::runtime_error("a follower that fails once");
    });
    log->add([&](TenantId tenant, std::span<Event const> events) {
        std::lock_guard const lock(mutex);
        for (auto const& event : events) seen[tenant].push_back(*event.seq);
    });
    log->start();
    for (int i = 0; i < 100; ++i) write(3), write(1, second_tenant);
    ASSERT_TRUE(log->settle(patience));
    std::lock_guard const lock(mutex);
    auto expected = one_to(303);
    expected.erase(expected.begin(), expected.begin() + 3);
    EXPECT_EQ(seen[default_tenant], expected);
    EXPECT_EQ(seen[second_tenant], one_to(100));
}

TEST_P(Readers, ALogThatRestsDoesNotSettle) {
    log = make_log({"a"});
    write();
    EXPECT_FALSE(log->settle(50ms));
}

ON_BOTH_DATABASES(Readers);

} // namespace
} // namespace baton
