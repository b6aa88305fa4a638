// Of some tickets, those of one customer.
#pragma once
#include "ticket/ticket.h"

namespace baton {

std::vector<TicketId> list_of_requester(Tx&, std::vector<TicketId> const&, CustomerId);

} // namespace baton
