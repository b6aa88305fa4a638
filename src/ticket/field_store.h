// What tickets hold of their forms besides the values on the ticket: the index they are found by, and ciphertext.
#pragma once
#include "db/tx.h"
#include "form/form.h"
#include "ticket/ticket.h"

namespace baton {

void save_field_rows(Tx&, TicketId, std::vector<FieldChange> const&);
// Of all fields.
void delete_field_rows(Tx&, TicketId);
// In full, by field.
std::map<FieldId, std::string> secrets_of_ticket(Tx&, TicketId);

} // namespace baton
