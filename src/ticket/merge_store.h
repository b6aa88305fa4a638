// Rows in, rows out: the only place that knows the table of merges.
#pragma once
#include "ticket/merge.h"

namespace baton {

void insert_ticket_merge(Tx&, TicketMerge const&);
void delete_ticket_merge(Tx&, TicketId);
std::optional<TicketMerge> find_ticket_merge(Tx&, TicketId);
// All it was merged into, one by way of the other.
std::vector<TicketId> list_merged_into(Tx&, TicketId);

} // namespace baton
