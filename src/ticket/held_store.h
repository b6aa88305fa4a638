// Rows in, rows out. The only place that knows the table of held messages.
#pragma once
#include "ticket/held.h"

namespace baton {

void insert_held(Tx&, HeldMessage const&);
void save_held(Tx&, HeldMessage const&);
void delete_held(Tx&, HeldMessage const&);
std::optional<HeldMessage> find_held(Tx&, TicketId, EventId);
// Those that wait for their timer, oldest first.
std::vector<HeldMessage> list_waiting_messages(Tx&, TicketId);

} // namespace baton
