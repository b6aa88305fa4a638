// Snoozing 稍后处理: a ticket that nobody needs to look at before a moment. It is left out of lists that ask for those
// awake, and wakes at that moment, or earlier: when its customer does something, when it is given on, finished or
// deleted. Its due times run on, and it counts as work on hand.
#pragma once
#include "ticket/service.h"
#include "timer/timer.h"

namespace baton {

inline constexpr std::int64_t longest_snooze_s = 20 * 366 * 86'400ll;

struct Snooze {
    std::optional<Timestamp> until;
    Text<0, 5'000> reason;
};
DESCRIBE(Snooze, (), (until, reason));
void check(Snooze const&, Problems&);

BOOST_DEFINE_ENUM_CLASS(WakeReason, due, by_hand, customer, given_on, finished, deleted)

// Again means until another moment. Error::conflict when it is finished.
Ticket snooze_ticket(Tx&, Actor const&, std::string const& ticket, Snooze const&, Timestamp now);
// Error::conflict when it does not sleep.
Ticket wake_ticket(Tx&, Actor const&, std::string const& ticket, Timestamp now);
// The timer's action.
void wake_due_ticket(Tx&, Timer const&, Timestamp now);

// Nothing for one that is awake. For use cases that hold the ticket's lock and store its row afterwards.
void wake(Tx&, Actor const&, Ticket&, WakeReason, Timestamp now);

} // namespace baton
