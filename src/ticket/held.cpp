#include "ticket/held.h"

#include "attachment/service.h"
#include "ticket/change.h"
#include "ticket/draft_store.h"
#include "ticket/held_store.h"
#include "ticket/mention.h"
#include "ticket/merge.h"
#include "ticket/message.h"
#include "ticket/sealing.h"
#include "timer/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

TimerSubject timer_of(TicketId ticket, EventId event) { return {TimerKind::release_message, ticket, event.value}; }

json::object naming(EventId event) { return {{"event_id", std::to_string(event.value)}}; }

// Why nobody can do anything about it any more.
std::string what_became(Event const& event) {
    if (event.state == DeliveryState::withdrawn) return "The message was taken back already.";
    if (event.state == DeliveryState::held) return "The message was erased.";
    return "The message was sent already.";
}

HeldMessage held_of_author(Tx& tx, Actor const& actor, Ticket const& t, EventId id, Timestamp now) {
    auto const event = find_event(tx, id);
    if (!event || event->ticket_id != t.id || event->kind != EventKind::message)
        throw Error(ErrorCode::not_found, "There is no such message.");
    auto held = find_held(tx, t.id, id);
    if (!held || held->released_at) refuse(tx, t, what_became(*event), now);
    if (actor.user != held->author_id)
        throw Error(ErrorCode::forbidden, "Only who wrote it sends it or takes it back.");
    return *std::move(held);
}

// Whom it was written by, with what he was allowed when he wrote it.
Actor author_of(Tx const& tx, HeldMessage const& held) {
    auto author = Actor::system(tx.tenant());
    author.kind = ActorKind::agent;
    author.user = held.author_id;
    return author;
}

std::vector<Text<1, 20>> mentions_in(Event const& event) {
    auto const* all = event.content ? event.content->data.if_contains("mentions") : nullptr;
    return all ? read_json<std::vector<Text<1, 20>>>(*all) : std::vector<Text<1, 20>>();
}

// Somebody may have left since it was written.
std::vector<Text<1, 20>> mentions_left(Tx& tx, Event const& event) {
    auto all = mentions_in(event);
    std::erase_if(all, [&](auto const& each) {
        auto const id = parse_id(each);
        auto const person = id ? find_person(tx, UserId{*id}) : std::nullopt;
        return id && (!person || person->archived_at);
    });
    return all;
}

void release(Tx& tx, Actor const& by, Ticket& t, HeldMessage held, Timestamp now) {
    auto const event = find_event(tx, held.event_id).value();
    save_delivery(tx, held.event_id, DeliveryState::sent);
    held.released_at = now;
    save_held(tx, held);
    auto data = naming(held.event_id);
    if (auto const refusal =
            held.then_status ? why_not(tx, author_of(tx, held), t, *held.then_status, now) : std::nullopt) {
        data["not_moved"] = json::object{{"then", *held.then_status}, {"reason", *refusal}};
        held.then_status.reset();
    }
    record(tx, event_of(by, t, EventKind::message_released, std::move(data)), now);
    take_effect(tx, author_of(tx, held), t,
                {held.event_id, event.visibility, mentions_left(tx, event), held.then_status}, now);
}

// Where he goes on: what the ticket was merged into, as far as he sees it.
TicketId ticket_to_go_on_in(Tx& tx, Actor const& actor, TicketId ticket) {
    for (auto merged = merged_among(tx, {ticket}); !merged.empty(); merged = merged_among(tx, {ticket})) {
        if (!can_see(tx, actor, merged.front().into_id)) break;
        ticket = merged.front().into_id;
    }
    return ticket;
}

template <class T> void add_missing(std::vector<T>& all, std::vector<T> const& more) {
    for (auto const& each : more)
        if (std::ranges::find(all, each) == all.end()) all.push_back(each);
}

// Before what he has begun to write since.
void put_before(Tx& tx, Ticket const& t, DraftFields& draft, std::optional<Draft> const& begun, Timestamp now) {
    if (!begun) return;
    add_missing(draft.mentions, begun->mentions);
    add_missing(draft.attachment_ids, begun->attachment_ids);
    if (begun->body.empty()) return;
    auto both = draft.body;
    both.append("\n\n").append(begun->body);
    if (code_points(both) > both.max)
        refuse(tx, t, "What you have begun to write is too long to put the message before it: send or drop that first.",
               now);
    draft.body = std::move(both);
}

DraftFields draft_from(Event const& event, HeldMessage const& held) {
    DraftFields draft;
    if (!event.content) return draft; // erased
    draft.body = event.content->body;
    draft.visibility = event.visibility;
    draft.mentions = mentions_in(event);
    for (auto const& id : event.content->attachment_ids)
        draft.attachment_ids.push_back(AttachmentId{parse_id(id).value()});
    if (held.then_status) draft.then = Text<1, 100>(*held.then_status);
    return draft;
}

} // namespace

bool is_to_be_held(NewMessage const& message) { return message.send_after_s.value_or(0) > 0; }

void check_hold(Tx& tx, Actor const& actor, Ticket const& t, NewMessage const& message, Timestamp now) {
    if (!actor.user) throw Error(ErrorCode::forbidden, "Only what a person writes waits: he can take it back.");
    check_mentioned(tx, actor, t, message.mentions);
    if (!message.then) return;
    auto moved = t;
    move(tx, moved, *message.then, "then", true, now);
}

void hold(Tx& tx, Actor const& actor, Ticket const& t, EventId event, NewMessage const& message, Timestamp now) {
    insert_held(tx, {t.id, event, actor.user.value(), message.then, {}, {}});
    set_timer(tx, timer_of(t.id, event), after_seconds(now, *message.send_after_s), now);
}

void stop_held_messages(Tx& tx, Ticket const& t, StopReason reason, Timestamp now) {
    for (auto held : list_waiting_messages(tx, t.id)) {
        held.stopped_at = now;
        save_held(tx, held);
        drop_timer(tx, timer_of(t.id, held.event_id));
        auto data = naming(held.event_id);
        data["author_id"] = std::to_string(held.author_id.value);
        data["reason"] = name_of(reason);
        record(tx, event_of(Actor::system(tx.tenant()), t, EventKind::message_stopped, std::move(data)), now);
    }
}

Event release_message(Tx& tx, Actor const& actor, std::string const& reference, EventId id, Timestamp now) {
    actor.require(Permission::tickets_reply);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const held = held_of_author(tx, actor, t, id, now);
    drop_timer(tx, timer_of(t.id, id));
    release(tx, actor, t, held, now);
    return find_event(tx, id).value();
}

void release_due_message(Tx& tx, Timer const& timer, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    auto t = find_ticket(tx, visible_to(system), std::to_string(timer.ticket_id.value), Lock::row);
    if (!take_timer(tx, timer) || !t) return;
    auto const held = find_held(tx, t->id, EventId{timer.subject_id.value()});
    if (!held || held->stopped_at || held->released_at) return;
    now = std::max(now, t->updated_at);
    seal_if_marked(tx, *t);
    release(tx, system, *t, *held, now);
}

Draft withdraw_message(Tx& tx, Actor const& actor, std::string const& reference, EventId id, Timestamp now) {
    actor.require(Permission::tickets_reply);
    auto t = ticket_seen_for_update(tx, actor, reference, now);
    auto const held = held_of_author(tx, actor, t, id, now);
    auto const place = ticket_to_go_on_in(tx, actor, t.id);
    Draft draft{draft_from(find_event(tx, id).value(), held), now};
    put_before(tx, t, draft, find_draft(tx, place, held.author_id), now);
    detach(tx, t.id, id, now);
    save_draft_row(tx, place, held.author_id, draft);
    save_delivery(tx, id, DeliveryState::withdrawn);
    erase_content(tx, {id}, actor.as_event_actor(), "taken back before it was sent", now);
    record(tx, event_of(actor, t, EventKind::message_withdrawn, naming(id)), now);
    drop_timer(tx, timer_of(t.id, id));
    delete_held(tx, held);
    save(tx, t, now);
    return draft;
}

} // namespace baton
