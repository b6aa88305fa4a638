// Rows in, rows out: the only place that knows the table of links.
#pragma once
#include "ticket/link.h"

namespace baton {

// False when it is there already.
bool insert_link(Tx&, TicketLink const&);

} // namespace baton
