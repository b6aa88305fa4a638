// Ticket templates 工单模板: what new tickets of a type often say, to be shown in the form and changed before the
// ticket is opened. Values and rules.
#pragma once
#include "form/form.h"
#include "ticket/ticket.h"

namespace baton {

struct TicketTemplateTag;
using TicketTemplateId = Id<TicketTemplateTag>;

struct TicketTemplateFields {
    Text<1, 100> name;
    Text<0, 200> subject;
    Text<0, 20'000> description;
    std::vector<Tag> tags;
    json::object fields; // of the type's form; any of them may be left for who opens the ticket
    std::optional<Priority> priority;
    bool operator==(TicketTemplateFields const&) const = default;
};
DESCRIBE(TicketTemplateFields, (), (name, subject, description, tags, fields, priority));
void check(TicketTemplateFields const&, Problems&);

// The row.
struct TicketTemplate : TicketTemplateFields {
    TicketTemplateId id{};
    TypeId type_id{};
    std::int64_t version = 1;
};
DESCRIBE(TicketTemplate, (TicketTemplateFields), (id, type_id, version));

inline constexpr std::size_t max_ticket_templates = 100; // of one type

// The fields in their normal form. Adds below "fields" what tickets with this form cannot have; phones and customers
// are a person's, no template has them.
json::object fill_template(Form const&, TicketTemplateFields const&, Priority of_type, Problems&);

} // namespace baton
