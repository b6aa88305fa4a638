#include "notice/notice.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

constexpr UserId wang{11}, li{12}, zhao{13};

Event event_by(ActorKind actor, std::optional<std::int64_t> id, EventKind kind, json::object data = {}) {
    Event event{.id = EventId{7}, .ticket_id = TicketId{5}, .actor_kind = actor, .actor_id = id, .kind = kind};
    event.content.emplace().data = std::move(data);
    event.seq = 3;
    return event;
}

Event by_person(UserId who, EventKind kind, json::object data = {}) {
    return event_by(ActorKind::agent, who.value, kind, std::move(data));
}

json::object moved(json::value from, json::value to) {
    return {{"stage", {{"from", {{"assignee_id", std::move(from)}}}, {"to", {{"assignee_id", std::move(to)}}}}}};
}

std::vector<Told> one(UserId user, NoticeKind kind) { return {{user, kind}}; }
std::vector<Told> const nobody;

TEST(Notices, WhoGetsATicketIsTold) {
    using enum EventKind;
    auto const given = moved("11", "12");
    EXPECT_EQ(told_of(by_person(zhao, assigned, given), {}), one(li, NoticeKind::assigned));
    EXPECT_EQ(told_of(by_person(zhao, transferred, given), {}), one(li, NoticeKind::transferred));
    EXPECT_EQ(told_of(by_person(zhao, bounced, given), {}), one(li, NoticeKind::returned));
    EXPECT_EQ(told_of(by_person(zhao, returned, given), {}), one(li, NoticeKind::returned));
    EXPECT_EQ(told_of(by_person(zhao, assigned, {{"assignee_id", "12"}}), {}), one(li, NoticeKind::assigned))
        << "it was opened so";
    auto by_rule = moved(nullptr, "12");
    by_rule["assignee_id"] = "12";
    EXPECT_EQ(told_of(event_by(ActorKind::rule, {}, assigned, by_rule), {}), one(li, NoticeKind::assigned));
}

TEST(Notices, NobodyIsToldWhatHeDidOrWhatHeHas) {
    using enum EventKind;
    EXPECT_EQ(told_of(by_person(li, assigned, moved("11", "12")), {}), nobody);
    EXPECT_EQ(told_of(by_person(li, accepted, moved(nullptr, "12")), {}), nobody);
    EXPECT_EQ(told_of(by_person(zhao, transferred, moved("12", "12")), {}), nobody) << "it was his before";
    EXPECT_EQ(told_of(by_person(zhao, transferred, moved("12", nullptr)), {}), nobody) << "it is nobody's";
    EXPECT_EQ(told_of(by_person(zhao, status_changed, moved("12", "12")), {.assignee = li}), nobody);
    auto without_content = by_person(zhao, assigned, moved("11", "12"));
    without_content.content.reset();
    EXPECT_EQ(told_of(without_content, {}), nobody);
}

TEST(Notices, MentionsTellEachColleagueOnceAndNotTheCustomer) {
    auto const note = by_person(wang, EventKind::message, {{"mentions", {"12", "customer", "13", "12", "11"}}});
    std::vector<Told> const both{{li, NoticeKind::mentioned}, {zhao, NoticeKind::mentioned}};
    EXPECT_EQ(told_of(note, {.assignee = li}), both);
    EXPECT_EQ(told_of(by_person(wang, EventKind::message), {.assignee = li}), nobody) << "a colleague's note";
}

TEST(Notices, AMessageThatWaitsTellsWhenItIsReleased) {
    auto message = by_person(wang, EventKind::message, {{"mentions", {"12"}}, {"send_at", "2026-11-30T08:00:00Z"}});
    message.state = DeliveryState::held;
    EXPECT_EQ(told_of(message, {}), nobody);
    auto const release = event_by(ActorKind::system, {}, EventKind::message_released, {{"event_id", "7"}});
    EXPECT_EQ(released_in(release), EventId{7});
    EXPECT_EQ(told_of(release, {.released = &message}), nobody) << "taken back or stopped since";
    message.state = DeliveryState::sent;
    EXPECT_EQ(told_of(release, {.released = &message}), one(li, NoticeKind::mentioned));
    EXPECT_EQ(told_of(message, {}), nobody) << "once is enough, however late it is read";
    EXPECT_EQ(told_of(release, {}), nobody);
}

TEST(Notices, WhatTheCustomerWritesTellsWhoHasTheTicket) {
    using enum EventKind;
    auto said = [](EventKind kind, std::string body) {
        auto event = event_by(ActorKind::customer, 90, kind);
        event.content->body = std::move(body);
        return event;
    };
    EXPECT_EQ(told_of(said(message, "还没收到"), {.assignee = li}), one(li, NoticeKind::answered));
    EXPECT_EQ(told_of(said(message, "还没收到"), {}), nobody);
    EXPECT_EQ(told_of(said(nudged, "快点"), {.assignee = li}), one(li, NoticeKind::answered));
    EXPECT_EQ(told_of(said(reopened, "又坏了"), {.assignee = li}), one(li, NoticeKind::answered));
    EXPECT_EQ(told_of(said(reopened, ""), {.assignee = li}), nobody) << "the message that reopened it has told him";
    EXPECT_EQ(told_of(by_person(li, reopened), {.assignee = wang}), nobody);
}

TEST(Notices, RemindersTellWhomTheyAreFor) {
    auto const mine = event_by(ActorKind::system, {}, EventKind::reminded, {{"user_id", "12"}});
    EXPECT_EQ(told_of(mine, {}), one(li, NoticeKind::reminder));
    EXPECT_EQ(people_meant_in(mine), std::nullopt);
    auto const ours = event_by(ActorKind::system, {}, EventKind::reminded, {{"department_id", "4"}});
    EXPECT_EQ(people_meant_in(ours), DepartmentId{4});
    std::vector<Told> const both{{wang, NoticeKind::reminder}, {li, NoticeKind::reminder}};
    EXPECT_EQ(told_of(ours, {.people = {wang, li}}), both);
}

TEST(Notices, OtherEventsTellNobody) {
    for_each_value<EventKind>([](EventKind kind) {
        if (may_tell(kind)) return;
        EXPECT_EQ(told_of(by_person(wang, kind, moved("11", "12")), {.assignee = zhao, .people = {li}}), nobody)
            << name_of(kind);
    });
}

} // namespace
} // namespace baton
