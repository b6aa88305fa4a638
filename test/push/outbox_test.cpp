// The outbox: which events are queued for whom, and that a row is one sender's at a time.
#include "push/outbox.h"

#include "db/scratch_database.h"
#include "install/install.h"
#include "push/store.h"
#include "ticket/service.h"
#include "user/service.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace baton {
namespace {

class Outbox : public db::OnBothDatabases {
protected:
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }
    void SetUp() override {
        open();
        log.emplace(*database);
        log->start();
        install_if_empty(*database, "correct-horse-9");
        person = run([](Tx& tx) { return user_by_login(tx, "admin")->id; });
        numbers.emplace(*database);
        NewTicket input;
        input.subject = "奶粉罐破了";
        input.requester.name = "李女士";
        ticket =
            run([&](Tx& tx) { return open_ticket(tx, Actor::system(tx.tenant()), input, *numbers, now()).ticket.id; });
    }
    PushSubscriptionId subscribe_browser(std::string const& address) {
        auto const key = P256Key::generate();
        return run([&](Tx& tx) {
            PushSubscription s{tx.next_id<PushSubscriptionId>(now()),
                               person,
                               address,
                               {{key.point().begin(), key.point().end()}, std::vector<unsigned char>(16)},
                               "Edge",
                               "en",
                               now(),
                               {}};
            put_subscription(tx, s);
            return s.id;
        });
    }
    // The ticket became the person's.
    Event given(Timestamp at, std::int64_t seq) const {
        Event event{.ticket_id = ticket, .at = at, .actor_kind = ActorKind::rule, .kind = EventKind::assigned};
        event.content.emplace().data = {{"assignee_id", std::to_string(person.value)}};
        event.seq = seq;
        return event;
    }
    void read(std::vector<Event> const& events) {
        run([&](Tx& tx) { push_reader()->apply(tx, events); });
    }
    std::vector<PushDelivery> claim(Timestamp at, int limit = 10) {
        return run([&](Tx& tx) { return claim_deliveries(tx, at, after_seconds(at, 60), limit); });
    }

    std::optional<Log> log;
    std::optional<TicketNumbers> numbers;
    UserId person{};
    TicketId ticket{};
};

TEST_P(Outbox, QueuesForEachDeviceWhatIsRecent) {
    read({given(now(), 1)});
    EXPECT_TRUE(claim(after_seconds(now(), 1)).empty()) << "nobody is subscribed";
    auto const one = subscribe_browser("https://one.example/x"), other = subscribe_browser("https://other.example/x");
    read({given(after_seconds(now(), -notice_lifetime_s - 1), 2), given(now(), 3)});
    auto const queued = claim(after_seconds(now(), 1));
    ASSERT_EQ(queued.size(), 2U);
    EXPECT_EQ(std::set({queued[0].subscription_id, queued[1].subscription_id}), std::set({one, other}));
    for (auto const& each : queued) EXPECT_EQ(each.seq, 3) << "what is older than an hour is told to nobody";
}

TEST_P(Outbox, ARowIsOneSendersUntilItsTimeIsOver) {
    subscribe_browser("https://one.example/x");
    read({given(now(), 1), given(now(), 2), given(now(), 3)});
    auto const t = after_seconds(now(), 1);
    EXPECT_EQ(claim(t, 2).size(), 2U);
    EXPECT_EQ(claim(t).size(), 1U);
    EXPECT_TRUE(claim(t).empty());
    EXPECT_FALSE(run([&](Tx& tx) { return is_delivery_due(tx, t); }));
    auto const again = claim(after_seconds(t, 61));
    ASSERT_EQ(again.size(), 3U) << "who had them died";
    run([&](Tx& tx) {
        postpone_delivery(tx, again[0], after_seconds(t, 500));
        delete_delivery(tx, again[1].id);
    });
    EXPECT_EQ(claim(after_seconds(t, 200)).size(), 1U);
    auto const last = claim(after_seconds(t, 501));
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(std::max(last[0].failures, last[1].failures), 1);
}

TEST_P(Outbox, ADeviceThatGoesTakesWhatWasOnItsWay) {
    auto const id = subscribe_browser("https://one.example/x");
    read({given(now(), 1)});
    EXPECT_TRUE(run([&](Tx& tx) { return delete_subscription(tx, person, id); }));
    EXPECT_FALSE(run([&](Tx& tx) { return delete_subscription(tx, person, id); }));
    EXPECT_EQ(run([](Tx& tx) { return count_deliveries(tx, 10); }), 0);
}

TEST_P(Outbox, TheSameAddressIsOneDevice) {
    subscribe_browser("https://one.example/x");
    read({given(now(), 1)});
    auto const again = subscribe_browser("https://one.example/x");
    EXPECT_EQ(run([](Tx& tx) { return count_deliveries(tx, 10); }), 0) << "it was for the keys from before";
    auto const all = run([&](Tx& tx) { return list_subscriptions(tx, person); });
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, again);
    EXPECT_EQ(all[0].endpoint, "https://one.example/x");
}

ON_BOTH_DATABASES(Outbox);

} // namespace
} // namespace baton
