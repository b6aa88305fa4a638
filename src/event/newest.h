// A timeline from its end.
#pragma once
#include "event/event.h"

namespace baton {

// Of these tickets, newest first, from the last before `before` on.
std::vector<Event> newest_ticket_events(Tx&, std::vector<TicketId> const&, std::optional<EventId> before, int limit);

} // namespace baton
