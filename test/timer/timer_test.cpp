#include "db/scratch_database.h"
#include "timer/service.h"
#include "timer/watch.h"

#include <atomic>
#include <thread>

namespace baton {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{1'780'000'000'000'000};
constexpr TicketId ticket{77};
constexpr int patience = 30'000; // rounds of 1 ms, and a sanitizer's time

// A clock the tests turn; what a timer did is an event that names its subject.
class Timers : public db::OnBothDatabases {
protected:
    void SetUp() override { open(); }

    void set(std::int64_t subject, std::int64_t after_s) {
        db::run(*database, default_tenant, [&](Tx& tx) {
            set_timer(tx, {TimerKind::release_message, ticket, subject}, after_seconds(start, after_s), start);
        });
    }
    std::unique_ptr<TimerWatch> watch(db::Database& on) {
        auto const note = [this](Tx& tx, Timer const& timer, Timestamp at) {
            if (!take_timer(tx, timer)) return;
            NewEvent event{.ticket_id = timer.ticket_id};
            event.content.data = {{"subject", timer.subject_id.value()}};
            record(tx, std::move(event), at);
            if (timer.subject_id == failing.load()) throw Error(ErrorCode::conflict, "not now");
        };
        auto made = std::make_unique<TimerWatch>(on, TimerWatch::Actions{{TimerKind::release_message, note}},
                                                 [this] { return Timestamp{clock.load()}; });
        made->start();
        return made;
    }
    std::vector<std::int64_t> done() {
        std::vector<std::int64_t> subjects;
        db::run(*database, default_tenant, [&](Tx& tx) {
            subjects.clear();
            for (auto const& event : ticket_events(tx, ticket, std::nullopt, 1'000))
                subjects.push_back(event.content->data.at("subject").as_int64());
        });
        return subjects;
    }
    std::vector<std::int64_t> done_when(std::size_t count) {
        for (int i = 0; i < patience && done().size() < count; i += 10) std::this_thread::sleep_for(10ms);
        return done();
    }
    void turn(std::int64_t seconds) { clock = after_seconds(start, seconds).us; }

    std::atomic<std::int64_t> clock = start.us;
    std::atomic<std::int64_t> failing = 0;
};

using Subjects = std::vector<std::int64_t>;

TEST_P(Timers, WhatWasDueWhileNobodyLookedIsDoneInItsOrder) {
    set(3, 30);
    set(1, 10);
    set(2, 20);
    set(4, 1'000);
    turn(40);
    auto const watching = watch(*database);
    EXPECT_EQ(done_when(3), (Subjects{1, 2, 3}));
    turn(1'000);
    watching->wake();
    EXPECT_EQ(done_when(4), (Subjects{1, 2, 3, 4}));
}

TEST_P(Timers, WhatIsSetMeanwhileIsDone) {
    auto const watching = watch(*database);
    set(1, 10);
    set(2, 5);
    turn(10);
    watching->wake();
    EXPECT_EQ(done_when(2), (Subjects{2, 1}));
}

TEST_P(Timers, EachIsDoneOnceByTwoServers) {
    constexpr int many = 40;
    for (int i = 1; i <= many; ++i) set(i, 1);
    auto const other = GetParam() == db::Dialect::postgres ? scratch.open() : nullptr; // SQLite has one server
    turn(1);
    {
        auto const one = watch(*database), two = watch(other ? *other : *database);
        done_when(many);
    } // both have ended what they were at
    auto subjects = done();
    std::ranges::sort(subjects);
    Subjects expected;
    for (int i = 1; i <= many; ++i) expected.push_back(i);
    EXPECT_EQ(subjects, expected);
}

TEST_P(Timers, OneThatFailsIsTriedLaterAndKeepsNobodyWaiting) {
    failing = 1;
    set(1, 1);
    set(2, 2);
    turn(2);
    auto const watching = watch(*database);
    EXPECT_EQ(done_when(1), (Subjects{2}));
    auto const left =
        db::look(*database, default_tenant, [&](Tx& tx) { return due_timers(tx, after_seconds(start, 1'000), 10); });
    ASSERT_EQ(left.size(), 1u);
    EXPECT_GE(left.front().failures, 1);
    failing = 0;
    turn(100);
    watching->wake();
    EXPECT_EQ(done_when(2), (Subjects{2, 1}));
}

TEST_P(Timers, WhatWasDroppedIsNotDone) {
    set(1, 1);
    set(2, 1);
    db::run(*database, default_tenant, [](Tx& tx) { drop_timer(tx, {TimerKind::release_message, ticket, 1}); });
    turn(1);
    auto const watching = watch(*database);
    EXPECT_EQ(done_when(1), (Subjects{2}));
    EXPECT_FALSE(db::look(*database, default_tenant, [](Tx& tx) { return next_timer(tx); }));
}

ON_BOTH_DATABASES(Timers);

} // namespace
} // namespace baton
