// Rows in, rows out: the only place that knows the table of requests to customers.
#pragma once
#include "ticket/mention.h"

namespace baton {

void insert_request(Tx&, TicketRequest const&);
void save_answered(Tx&, TicketId, Timestamp now);

} // namespace baton
