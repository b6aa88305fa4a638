// What the use cases that change a ticket share.
#pragma once
#include "ticket/ticket.h"
#include "user/actor.h"

namespace baton {

NewEvent event_of(Actor const&, TicketId, EventKind, json::object data);
// Throws Error::conflict that shows what is stored.
void refuse_stale(Tx&, Ticket const&, std::int64_t version, Timestamp now);
// One version on.
void save(Tx&, Ticket&, Timestamp now);

} // namespace baton
