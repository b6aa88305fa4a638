// Rows in, rows out. The only place that knows the table of drafts, and what is encrypted in it.
#pragma once
#include "ticket/draft.h"

namespace baton {

std::optional<Draft> find_draft(Tx&, TicketId, UserId);
void save_draft_row(Tx&, TicketId, UserId, Draft const&);
void delete_draft(Tx&, TicketId, UserId);
// Everybody's.
void delete_drafts(Tx&, TicketId);

} // namespace baton
