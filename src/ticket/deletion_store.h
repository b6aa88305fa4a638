// Rows in, rows out: the only place that knows the table of deleted tickets.
#pragma once
#include "ticket/deletion.h"

namespace baton {

// As it is stored, whatever the scope. REQUIRES: its row is locked.
Ticket stored_ticket(Tx&, TicketId);
// Out of the tickets and into the bin, and back.
void move_to_bin(Tx&, DeletedTicket const& as_stored);
void move_from_bin(Tx&, DeletedTicket const& as_stored);
// As it is stored. The row stays locked until the unit ends.
std::optional<DeletedTicket> find_deleted(Tx&, Scope const&, TicketId);
// As they are read.
std::vector<DeletedTicket> list_deleted(Tx&, Scope const&, std::optional<TicketId> before, int limit);
std::vector<TicketId> list_deleted_before(Tx&, Timestamp, int limit);
// With who took part in it; nothing happens to one that is not in the bin.
void purge_if_deleted(Tx&, TicketId);

} // namespace baton
