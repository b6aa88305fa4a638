#include "reminder/service.h"

#include "department/service.h"
#include "reminder/store.h"
#include "ticket/service.h"
#include "timer/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

constexpr auto not_found = "There is no such reminder.";

UserId person(Actor const& actor) {
    if (!actor.user) throw Error(ErrorCode::forbidden, "A reminder needs a person.");
    return *actor.user;
}

TimerSubject timer_of(Reminder const& r) { return {TimerKind::remind, r.ticket_id, r.id.value}; }

void record_about(Tx& tx, Actor const& actor, Ticket const& t, Reminder const& r, EventKind kind, std::string text,
                  Timestamp now) {
    NewEvent event{.kind = kind, .ticket_id = t.id, .actor = actor.as_event_actor()};
    event.is_encrypted = t.sealed.has_value();
    event.content.body = std::move(text);
    auto& data = event.content.data;
    data = {{"reminder_id", std::to_string(r.id.value)}, {"kind", name_of(r.kind)}, {"at", to_json(r.due_at)}};
    if (r.user_id) data["user_id"] = std::to_string(r.user_id->value);
    if (r.department_id) data["department_id"] = std::to_string(r.department_id->value);
    record(tx, std::move(event), now);
    touch_ticket(tx, t.id, now);
}

Timestamp moment_ahead(std::optional<Timestamp> at, Timestamp now) {
    if (at.value() <= now || *at > after_seconds(now, farthest_reminder_s))
        throw Error(ErrorCode::invalid, "at", "must be in the future, at most twenty years away");
    return *at;
}

void check_user(Tx& tx, Ticket const& t, UserId user, std::string const& field) {
    auto const found = require_user(tx, user, field);
    if (!can_see(tx, actor_of(tx, user, found.name), t.id))
        throw Error(ErrorCode::invalid, field, found.name + " does not see this ticket.");
}

// Its people see the ticket, because it is theirs or they opened it.
void check_department(Tx& tx, Ticket const& t, DepartmentId department) {
    require_department(tx, department, "department_id");
    if (t.department_id != department && t.opened_department_id != department)
        throw Error(ErrorCode::invalid, "department_id", "The people of this department do not see this ticket.");
}

Reminder store(Tx& tx, Actor const& actor, Ticket const& t, Reminder r, Timestamp now) {
    if (reminders_of_ticket(tx, Actor::system(tx.tenant()), std::to_string(t.id.value)).size() >= max_open_reminders)
        throw Error(ErrorCode::conflict, "The ticket has a hundred reminders already; remove some first.");
    r.id = tx.next_id<ReminderId>(now);
    r.ticket_id = t.id;
    r.created_by = person(actor);
    r.created_at = now;
    insert_reminder(tx, r);
    set_timer(tx, timer_of(r), r.due_at, now);
    record_about(tx, actor, t, r, EventKind::reminder_set, r.note, now);
    return r;
}

bool is_for(Actor const& actor, Reminder const& r) {
    if (r.user_id && r.user_id == actor.user) return true;
    return r.department_id && std::ranges::binary_search(actor.reach.own, *r.department_id);
}

struct Found {
    Ticket ticket;
    Reminder reminder;
};

// The row is read again once its ticket is locked: what is decided about it is decided in turn.
Found load(Tx& tx, Actor const& actor, ReminderId id, Timestamp& now) {
    auto const seen = find_reminder(tx, id);
    if (!seen || !can_see(tx, actor, seen->ticket_id)) throw Error(ErrorCode::not_found, not_found);
    auto ticket = ticket_seen_for_update(tx, actor, std::to_string(seen->ticket_id.value), now);
    auto reminder = find_reminder(tx, id);
    if (!reminder) throw Error(ErrorCode::not_found, not_found);
    return {std::move(ticket), *std::move(reminder)};
}

void end(Tx& tx, Actor const& actor, Reminder& r, Timestamp now) {
    if (r.ended_at) throw Error(ErrorCode::conflict, r.result ? "It was done already." : "It was removed already.");
    r.ended_at = now;
    r.ended_by = person(actor);
    save_reminder(tx, r);
    drop_timer(tx, timer_of(r));
}

// It is due when the ticket is back, and not on anybody's list until then.
void remind_of_deleted(Tx& tx, Timer const& timer, Timestamp now) {
    auto r = take_timer(tx, timer) ? find_reminder(tx, ReminderId{timer.subject_id.value()}) : std::nullopt;
    if (!r) return;
    r->reminded_at = now;
    save_reminder(tx, *r);
}

} // namespace

Reminder set_reminder(Tx& tx, Actor const& actor, std::string const& reference, NewReminder const& input,
                      Timestamp now) {
    auto const user = input.user_id.value_or(person(actor));
    if (user != actor.user) actor.require(Permission::tickets_edit);
    auto const t = user == actor.user ? ticket_seen_for_update(tx, actor, reference, now)
                                      : ticket_for_change(tx, actor, reference, now);
    Reminder r{.kind = ReminderKind::reminder, .user_id = user, .department_id = {}, .note = input.note};
    r.due_at = moment_ahead(input.at, now);
    check_user(tx, t, user, "user_id");
    return store(tx, actor, t, std::move(r), now);
}

Reminder set_follow_up(Tx& tx, Actor const& actor, std::string const& reference, NewFollowUp const& input,
                       Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto const t = ticket_for_change(tx, actor, reference, now);
    Reminder r{.kind = ReminderKind::follow_up,
               .user_id = input.assignee_id,
               .department_id = input.department_id,
               .note = input.note};
    if (!r.user_id && !r.department_id) r.user_id = person(actor);
    r.due_at = moment_ahead(input.at, now);
    Problems problems;
    if (r.user_id) problems.take([&] { check_user(tx, t, *r.user_id, "assignee_id"); });
    if (r.department_id) problems.take([&] { check_department(tx, t, *r.department_id); });
    problems.raise();
    return store(tx, actor, t, std::move(r), now);
}

void remove_reminder(Tx& tx, Actor const& actor, ReminderId id, Timestamp now) {
    auto [t, r] = load(tx, actor, id, now);
    if (r.created_by != actor.user && !is_for(actor, r))
        throw Error(ErrorCode::forbidden, "Only who set it and whom it is for remove it.");
    end(tx, actor, r, now);
    record_about(tx, actor, t, r, EventKind::reminder_removed, "", now);
}

Reminder finish_follow_up(Tx& tx, Actor const& actor, ReminderId id, FollowUpResult const& input, Timestamp now) {
    auto [t, r] = load(tx, actor, id, now);
    if (r.kind != ReminderKind::follow_up) throw Error(ErrorCode::not_found, "There is no such follow-up.");
    if (!is_for(actor, r)) require_change(tx, actor, t);
    end(tx, actor, r, now);
    r.result = input.result;
    save_reminder(tx, r);
    record_about(tx, actor, t, r, EventKind::followed_up, input.result, now);
    return r;
}

void remind(Tx& tx, Timer const& timer, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    if (!can_see(tx, system, timer.ticket_id)) return remind_of_deleted(tx, timer, now);
    auto const t = ticket_seen_for_update(tx, system, std::to_string(timer.ticket_id.value), now);
    auto r = take_timer(tx, timer) ? find_reminder(tx, ReminderId{timer.subject_id.value()}) : std::nullopt;
    if (!r || r->ended_at) return;
    r->reminded_at = now;
    save_reminder(tx, *r);
    record_about(tx, system, t, *r, EventKind::reminded, r->note, now);
}

std::vector<Reminder> reminders_of_ticket(Tx& tx, Actor const& actor, std::string const& reference) {
    return list_open_reminders(tx, visible_ticket(tx, actor, reference).id, max_open_reminders);
}

std::vector<Reminder> reminders_for(Tx& tx, Actor const& actor, std::optional<ReminderCursor> const& after, int limit) {
    return list_reminders_for(tx, visible_to(actor), {person(actor), actor.reach.own, after, limit});
}

} // namespace baton
