// A ticket as its customer sees it, put together.
#pragma once
#include "portal/portal.h"

namespace baton {

PortalTicket present_portal(Tx&, Ticket const&, Timestamp now);
// Of files he may have: those that came with what he reads.
bool is_shown_to_customer(Tx&, Ticket const&, EventId);

} // namespace baton
