// Who worked on a ticket or followed it follows the one it was merged into, until that is undone. All is recorded. For
// use cases that hold the locks of both tickets and checked them.
#pragma once
#include "ticket/ticket.h"
#include "user/actor.h"

namespace baton {

void follow_merged(Tx&, Actor const&, Ticket const& merged, Ticket const& into, Timestamp now);
// REQUIRES: the row of the merge is gone. Where the other ticket was merged on from there, its people go too.
void end_following(Tx&, Actor const&, TicketId merged, TicketId into, Timestamp now);

} // namespace baton
