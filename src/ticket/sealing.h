// Tickets of a marked type: what they say stands encrypted in their row and in their events, and nobody who may read
// them notices. A ticket becomes one when it is opened with such a type, moved into it, or changed after its type was
// marked, and stays one.
#pragma once
#include "db/tx.h"
#include "ticket/ticket.h"

namespace baton {

// As it is stored. REQUIRES: t.sealed
Ticket sealed_row(Tx&, Ticket const& t);
// As it is read; one that is not sealed stays as it is.
Ticket opened_row(Tx&, Ticket row);

// Encrypts what is stored of the ticket, its past too, when its type asks for it and it is not yet. REQUIRES: its row
// is locked.
void seal_if_marked(Tx&, Ticket&);

} // namespace baton
