// Which tickets have a tag.
#pragma once
#include "ticket/ticket.h"

namespace baton {

// Some of them, by id.
std::vector<TicketId> list_tagged(Tx&, std::string const& tag, int limit);

} // namespace baton
