// Setting timers, and what their thread (timer/watch.h) asks for. Each runs inside the caller's unit of work, which
// holds the lock of the ticket where it sets or takes one.
#pragma once
#include "timer/timer.h"

namespace baton {

void set_timer(Tx&, TimerSubject const&, Timestamp due_at, Timestamp now);
// Those about the subject; none there is fine.
void drop_timer(Tx&, TimerSubject const&);
// All of one kind, whatever of the ticket they are about.
void drop_timers(Tx&, TimerKind, TicketId);

// False when another unit did it or dropped it: then there is nothing to do. A unit locks its ticket first.
bool take_timer(Tx&, Timer const&);
// Soonest first.
std::vector<Timer> due_timers(Tx&, Timestamp now, int limit);
std::optional<Timestamp> next_timer(Tx&);
// After it failed once more.
void postpone_timer(Tx&, Timer const&, Timestamp due_at);

// Throws db::DbError naming a missing column.
void check_timer_tables(Tx&);

} // namespace baton
