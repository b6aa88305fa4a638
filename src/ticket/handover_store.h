// Rows in, rows out: the only place that knows the table of handovers.
#pragma once
#include "ticket/handover.h"

namespace baton {

void insert_handover(Tx&, Handover const&);
void save_state(Tx&, HandoverId, HandoverState, std::optional<UserId> settled_by, Timestamp settled_at);
void save_taker(Tx&, HandoverId, UserId, Timestamp given_at);
// Who bounced or returned these tickets since they were given to where they are.
std::multimap<TicketId, UserId> list_who_gave_back(Tx&, std::vector<TicketId> const&);
// The newest that is waiting or accepted: how the ticket came to where it is.
std::optional<Handover> find_standing_handover(Tx&, TicketId);
// Newest first.
std::vector<Handover> list_handovers(Tx&, TicketId, int limit);

} // namespace baton
