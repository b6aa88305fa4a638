// Use cases of ticket templates, each inside the caller's unit of work. Templates hold no ticket and no person, so one
// that is deleted is gone; the log tells what it was.
#pragma once
#include "db/tx.h"
#include "ticket_template/ticket_template.h"
#include "user/actor.h"

namespace baton {

struct TemplateMisfit {
    std::string field; // "fields.color"
    std::string message;
};
DESCRIBE(TemplateMisfit, (), (field, message));

// With what no longer fits the form as it is now: of a new ticket that would be refused.
struct TicketTemplateView : TicketTemplate {
    std::vector<TemplateMisfit> misfits;
};
DESCRIBE(TicketTemplateView, (TicketTemplate), (misfits));

// Throw Error::not_found for a type or template there is not.
std::vector<TicketTemplateView> ticket_templates_of(Tx&, TypeId);
TicketTemplateView ticket_template(Tx&, TypeId, TicketTemplateId);
TicketTemplateView create_ticket_template(Tx&, Actor const&, TypeId, TicketTemplateFields const&, Timestamp now);
TicketTemplateView edit_ticket_template(Tx&, Actor const&, TypeId, TicketTemplateId, json::object const& changes,
                                        std::int64_t version, Timestamp now);
void remove_ticket_template(Tx&, Actor const&, TypeId, TicketTemplateId, Timestamp now);

// Whatever template has the old name has the new one. For use cases that checked the actor and locked the tenant.
void rename_tag_in_templates(Tx&, Actor const&, std::string const& from, std::string const& to, Timestamp now);

// Throws db::DbError naming a missing column.
void check_ticket_template_tables(Tx&);

} // namespace baton
