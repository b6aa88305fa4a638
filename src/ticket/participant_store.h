// Rows in, rows out. The only place that knows ticket_participants.
#pragma once
#include "db/tx.h"
#include "ticket/participant.h"

namespace baton {

// False when he was there already. `by_merge_of`: because that ticket was merged into this one.
bool insert_participant(Tx&, Participant const&, std::optional<TicketId> by_merge_of = {});
// False when there was none.
bool delete_participant(Tx&, Participant const&);
// Those who are there because that ticket was merged into this one.
std::vector<Participant> participants_by_merge(Tx&, TicketId, TicketId merged);

} // namespace baton
