// Giving a ticket to whoever routing chooses (src/routing), and the queue 队列 of a department: what waits there for
// somebody who is free. Who was named by a person is never replaced. For units that hold the ticket's row and have
// locked all tickets they need: people come after tickets, in the order of their ids.
#pragma once
#include "routing/service.h"
#include "ticket/service.h"

namespace baton {

// A department of the open ticket and its type, as they were read anyhow.
struct Place {
    Department const& department;
    Type const& type;
};

// Sets the assignee when the ticket has none, is on somebody's hands once it is given, and its department gives tickets
// out. Absent when nobody got it.
std::optional<RoutingExplanation> give(Tx&, Ticket&, Place, RoutingOccasion, std::vector<UserId> gave_it_away,
                                       Timestamp now);
// The same for a ticket that was there before.
std::optional<RoutingExplanation> give(Tx&, Ticket&, RoutingOccasion, std::vector<UserId> gave_it_away, Timestamp now);

// The `assigned` event that says why; `from` is where it stood, absent when it was opened so.
void record_giving(Tx&, Ticket const&, std::optional<Standing> from, RoutingExplanation const&, Timestamp now);

// A finished ticket that goes on is with somebody who still works there: its assignee, else who is chosen, else the
// queue. `before` is its category until now.
void give_reopened(Tx&, Ticket&, StatusCategory before, Timestamp now);

// The tickets in the queue of the department somebody could be given now, a few at a time. Locks nothing.
std::vector<TicketId> plan_for_queue(Tx&, DepartmentId, Timestamp now);
// Gives those out that still wait, by priority and age, each decided anew; returns how many.
int give_from_queue(Tx&, DepartmentId, std::vector<TicketId> planned, Timestamp now);

// Why nobody has it yet: what would be decided now. Absent for a ticket that does not wait to be given out.
std::optional<RoutingExplanation> explain_waiting(Tx&, Ticket const&, Timestamp now);
// The event of the last time it was given out.
std::optional<Event> last_giving(Tx&, TicketId);

} // namespace baton
