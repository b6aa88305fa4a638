// Rows in, rows out. The only place that knows ticket_participants.
#pragma once
#include "db/tx.h"
#include "ticket/participant.h"

namespace baton {

// False when he was there already.
bool insert_participant(Tx&, Participant const&);
// False when there was none.
bool delete_participant(Tx&, Participant const&);

} // namespace baton
