#include "sheet/service.h"

#include "base/unicode.h"
#include "customer/profile.h"
#include "department/service.h"
#include "organization/service.h"
#include "sheet/store.h"

namespace baton {
namespace {

DepartmentId department_named(Tx& tx, std::string const& name) {
    for (auto const& department : all_departments(tx))
        if (department.name == name) return department.id;
    throw Error(ErrorCode::invalid, "department", "There is no department " + name + ".");
}

OrganizationId organization_named(Tx& tx, Actor const& actor, std::string const& name, Timestamp now) {
    for (auto const& found : organizations_by_name(tx, name, "", 100))
        if (folded(found.name) == folded(name)) return found.id;
    OrganizationFields fields;
    fields.name = name;
    return create_organization(tx, actor, fields, now).id;
}

} // namespace

BroughtIn bring_in(Tx& tx, Actor const& actor, RowKey const& key, TicketRow const& row, TicketNumbers& numbers,
                   Timestamp now) {
    if (auto const id = find_imported(tx, SheetKind::tickets, key)) return {true, *id, ""};
    auto const at = row.created_at.value_or(now);
    auto input = row.ticket;
    if (row.department) input.department_id = department_named(tx, *row.department);
    auto const ticket = open_ticket(tx, actor, input, numbers, at).ticket;
    if (row.status && *row.status != ticket.status && *row.status != name_of(ticket.status_category)) {
        StatusChange change{*row.status, {}};
        if (row.comment) change.comment = *row.comment;
        change_status(tx, actor, std::to_string(ticket.id.value), change, std::max(at, row.resolved_at.value_or(at)));
    }
    insert_imported(tx, SheetKind::tickets, key, ticket.id.value, now);
    return {false, ticket.id.value, ticket.number};
}

BroughtIn bring_in(Tx& tx, Actor const& actor, RowKey const& key, CustomerRow const& row, Timestamp now) {
    if (auto const id = find_imported(tx, SheetKind::customers, key)) return {true, *id, ""};
    auto input = row.customer;
    if (row.organization) input.organization_id = organization_named(tx, actor, *row.organization, now);
    auto const customer = create_customer(tx, actor, input, now);
    insert_imported(tx, SheetKind::customers, key, customer.id.value, now);
    return {false, customer.id.value, ""};
}

void spend_ids(Tx& tx, std::int64_t count, Timestamp at) {
    for (std::int64_t i = 0; i < count; ++i) tx.next_id<TicketId>(at);
}

} // namespace baton
