#include "log_fixture.h"

namespace baton {
namespace {

class Events : public OnEventLog {
protected:
    Events() { log = make_log(), log->start(); }
};

NewEvent reply() {
    return {.kind = EventKind::message,
            .ticket_id = some_ticket,
            .actor = {ActorKind::agent, 5},
            .visibility = Visibility::public_,
            .state = DeliveryState::queued,
            .content = {.body = "已发货", .attachment_ids = {"9"}, .data = {{"then", "solved"}}}};
}

TEST_P(Events, ReadBackAsRecorded) {
    auto const id = db::run(*database, default_tenant, [](Tx& tx) { return record(tx, reply(), {1'000}); });
    auto const event = db::look(*database, default_tenant, [&](Tx& tx) { return find_event(tx, id); });
    ASSERT_TRUE(event && event->content);
    EXPECT_EQ(event->ticket_id, some_ticket);
    EXPECT_EQ(event->at, Timestamp{1'000});
    EXPECT_EQ(event->actor_kind, ActorKind::agent);
    EXPECT_EQ(event->actor_id, 5);
    EXPECT_EQ(event->visibility, Visibility::public_);
    EXPECT_EQ(event->state, DeliveryState::queued);
    EXPECT_EQ(event->content->body, "已发货");
    EXPECT_EQ(event->content->attachment_ids, std::vector<std::string>{"9"});
    EXPECT_EQ(event->content->data, (json::object{{"then", "solved"}}));
}

TEST_P(Events, AreNotFoundByOtherTenants) {
    auto const id = write().front();
    EXPECT_FALSE(db::look(*database, second_tenant, [&](Tx& tx) { return find_event(tx, id); }));
    auto const timeline = [](Tx& tx) { return ticket_events(tx, some_ticket, std::nullopt, 10); };
    EXPECT_TRUE(db::look(*database, second_tenant, timeline).empty());
    EXPECT_EQ(db::look(*database, default_tenant, timeline).size(), 1u);
}

TEST_P(Events, TheTimelinePagesByEvent) {
    auto const ids = write(5);
    db::run(*database, default_tenant, [](Tx& tx) { return record(tx, {.ticket_id = TicketId{78}}, now()); });
    auto const page = [&](std::optional<EventId> after) {
        std::vector<EventId> found;
        for (auto const& event :
             db::look(*database, default_tenant, [&](Tx& tx) { return ticket_events(tx, some_ticket, after, 2); }))
            found.push_back(event.id);
        return found;
    };
    EXPECT_EQ(page({}), (std::vector{ids[0], ids[1]}));
    EXPECT_EQ(page(ids[1]), (std::vector{ids[2], ids[3]}));
    EXPECT_EQ(page(ids[3]), (std::vector{ids[4]}));
    EXPECT_TRUE(page(ids[4]).empty());
}

TEST_P(Events, TheTailIsWhatARollUpHasNotSeen) {
    write(3);
    ASSERT_TRUE(log->settle(patience));
    log->stop();
    write(2); // on PostgreSQL these have no number now
    auto const tail = [&](std::int64_t seq) {
        return db::look(*database, default_tenant, [&](Tx& tx) { return tickets_after(tx, seq); });
    };
    EXPECT_EQ(tail(2), std::vector{some_ticket}); // each once
    EXPECT_EQ(tail(3), std::vector{some_ticket});
    EXPECT_TRUE(tail(5).empty() || database->dialect() == db::Dialect::postgres);
}

TEST_P(Events, ErasureRemovesTheContentAndNamesItOnEachTicket) {
    auto const ids = write(3);
    db::run(*database, default_tenant, [&](Tx& tx) {
        erase_content(tx, {ids[0], ids[2], ids[0]}, {ActorKind::agent, 5}, "asked for it", now());
    });
    auto const events =
        db::look(*database, default_tenant, [](Tx& tx) { return ticket_events(tx, some_ticket, std::nullopt, 10); });
    ASSERT_EQ(events.size(), 4u);
    EXPECT_FALSE(events[0].content);
    EXPECT_EQ(events[1].content->body, "1");
    EXPECT_FALSE(events[2].content);
    EXPECT_EQ(events[3].kind, EventKind::erased);
    json::array const named{std::to_string(ids[0].value), std::to_string(ids[2].value)};
    EXPECT_EQ(events[3].content->data.at("events"), named);
    EXPECT_EQ(events[3].content->data.at("reason"), "asked for it");
    ASSERT_TRUE(log->settle(patience));
    auto const verification = verify_chain(*database, default_tenant);
    EXPECT_EQ(verification.first_break, "");
    EXPECT_EQ(verification.erased, 2);
}

TEST_P(Events, ErasingAgainRecordsNothing) {
    auto const ids = write(1);
    auto const erase = [&](Tx& tx) { erase_content(tx, ids, {}, "", now()); };
    db::run(*database, default_tenant, erase);
    db::run(*database, default_tenant, erase);
    ASSERT_TRUE(log->settle(patience));
    EXPECT_EQ(numbered().size(), 2u);
}

TEST_P(Events, ErasureRefusesWhatIsNotThereAndErasures) {
    auto const ids = write(1);
    auto const erase = [&](TenantId tenant, EventId id) {
        db::run(*database, tenant, [&](Tx& tx) { erase_content(tx, {ids[0], id}, {}, "", now()); });
    };
    EXPECT_THROW(erase(default_tenant, EventId{5}), Error);
    EXPECT_THROW(erase(second_tenant, ids[0]), Error);
    ASSERT_TRUE(log->settle(patience));
    ASSERT_TRUE(numbered().front().content); // nothing was done by halves
    erase(default_tenant, ids[0]);
    ASSERT_TRUE(log->settle(patience));
    EXPECT_THROW(erase(default_tenant, numbered().back().id), Error);
}

ON_BOTH_DATABASES(Events);

} // namespace
} // namespace baton
