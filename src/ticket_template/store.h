// Rows of ticket templates in and out.
#pragma once
#include "db/tx.h"
#include "ticket_template/ticket_template.h"

namespace baton {

void insert_ticket_template(Tx&, TicketTemplate const&);
void save_ticket_template(Tx&, TicketTemplate const&);
void delete_ticket_template(Tx&, TicketTemplateId);
std::optional<TicketTemplate> find_ticket_template(Tx&, TypeId, TicketTemplateId);
// Of all types, by id.
std::vector<TicketTemplate> list_ticket_templates(Tx&);
// By id.
std::vector<TicketTemplate> list_ticket_templates(Tx&, TypeId);

} // namespace baton
