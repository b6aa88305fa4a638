#include "db/check_table.h"
#include "timer/service.h"

template <> inline constexpr std::string_view baton::db::table<baton::Timer> = "timers";

namespace baton {

void set_timer(Tx& tx, TimerSubject const& about, Timestamp due_at, Timestamp now) {
    tx.insert(Timer{tx.next_id<TimerId>(now), about.kind, about.ticket_id, about.subject_id, due_at, 0});
}

void drop_timer(Tx& tx, TimerSubject const& about) {
    if (!about.subject_id) return drop_timers(tx, about.kind, about.ticket_id);
    tx.exec("delete from timers where tenant_id = $1 and ticket_id = $2 and kind = $3 and subject_id = $4", tx.tenant(),
            about.ticket_id, about.kind, about.subject_id);
}

void drop_timers(Tx& tx, TimerKind kind, TicketId ticket) {
    tx.exec("delete from timers where tenant_id = $1 and ticket_id = $2 and kind = $3", tx.tenant(), ticket, kind);
}

bool take_timer(Tx& tx, Timer const& timer) {
    return tx.change("delete from timers where tenant_id = $1 and id = $2", tx.tenant(), timer.id) > 0;
}

std::vector<Timer> due_timers(Tx& tx, Timestamp now, int limit) {
    return tx.select<Timer>("where tenant_id = $1 and due_at <= $2 order by due_at, id limit $3", tx.tenant(), now,
                            limit);
}

std::optional<Timestamp> next_timer(Tx& tx) {
    return tx.value<Timestamp>("select due_at from timers where tenant_id = $1 order by due_at, id limit 1",
                               tx.tenant());
}

void postpone_timer(Tx& tx, Timer const& timer, Timestamp due_at) {
    tx.exec("update timers set due_at = $3, failures = failures + 1 where tenant_id = $1 and id = $2", tx.tenant(),
            timer.id, due_at);
}

void check_timer_tables(Tx& tx) { db::check_table<Timer>(tx); }

} // namespace baton
