#include "ticket/snooze.h"

#include "ticket/change.h"
#include "ticket/sealing.h"
#include "timer/service.h"

#include <algorithm>

namespace baton {

void check(Snooze const& snooze, Problems& problems) {
    if (!snooze.until && !problems.has("until")) problems.add("until", "is required");
}

Ticket snooze_ticket(Tx& tx, Actor const& actor, std::string const& reference, Snooze const& snooze, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const until = snooze.until.value();
    if (until <= now || until > after_seconds(now, longest_snooze_s))
        throw Error(ErrorCode::invalid, "until", "must be in the future, at most twenty years away");
    if (is_finished(t.status_category)) refuse(tx, t, "The ticket is finished: nothing of it is put off.", now);
    drop_timers(tx, TimerKind::wake_ticket, t.id);
    set_timer(tx, {TimerKind::wake_ticket, t.id, {}}, until, now);
    t.snoozed_until = until;
    auto event = event_of(actor, t, EventKind::snoozed, {{"until", to_json(until)}});
    event.content.body = snooze.reason;
    record(tx, std::move(event), now);
    save(tx, t, now);
    return t;
}

void wake(Tx& tx, Actor const& actor, Ticket& t, WakeReason reason, Timestamp now) {
    if (!t.snoozed_until) return;
    t.snoozed_until.reset();
    drop_timers(tx, TimerKind::wake_ticket, t.id);
    record(tx, event_of(actor, t, EventKind::woken, {{"reason", name_of(reason)}}), now);
}

Ticket wake_ticket(Tx& tx, Actor const& actor, std::string const& reference, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto t = ticket_for_change(tx, actor, reference, now);
    if (!t.snoozed_until) refuse(tx, t, "The ticket does not sleep.", now);
    wake(tx, actor, t, WakeReason::by_hand, now);
    save(tx, t, now);
    return t;
}

void wake_due_ticket(Tx& tx, Timer const& timer, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    auto t = find_ticket(tx, visible_to(system), std::to_string(timer.ticket_id.value), Lock::row);
    if (!take_timer(tx, timer) || !t || !t->snoozed_until) return;
    now = std::max(now, t->updated_at);
    seal_if_marked(tx, *t);
    wake(tx, system, *t, WakeReason::due, now);
    save(tx, *t, now);
}

} // namespace baton
