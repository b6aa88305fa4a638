#include "ticket/list_sql_store.h"

#include "db/marks.h"

#include <fmt/format.h>

namespace baton {
namespace {

// One condition of the list: any of these values; nothing when the filter is not set.
template <class T>
void any_of(std::string& sql, db::Params& params, std::string_view column, std::vector<T> const& values) {
    if (values.empty()) return;
    sql += " and " + std::string(column) + " in " + list_of(params, values);
}

void status_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (f.statuses.empty()) return any_of(sql, params, "t.status_category", f.categories);
    if (f.categories.empty()) return any_of(sql, params, "t.status", f.statuses);
    sql += " and (t.status in " + list_of(params, f.statuses) + " or t.status_category in " +
           list_of(params, f.categories) + ")";
}

void assignee_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (!f.unassigned) return any_of(sql, params, "t.assignee_id", f.assignees);
    sql += " and (t.assignee_id is null";
    if (!f.assignees.empty()) sql += " or t.assignee_id in " + list_of(params, f.assignees);
    sql += ")";
}

constexpr std::string_view priority_rank =
    "(case t.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)";

void field_condition(std::string& sql, db::Params& params, std::vector<FieldWord> const& words) {
    std::string any;
    for (auto const& [field, word] : words) {
        any += (any.empty() ? "x.field_id = " : " or x.field_id = ") + params.mark(field);
        any += " and x.value = " + params.mark(word);
    }
    sql += " and t.id in (select x.ticket_id from ticket_field_index x where x.tenant_id = $1 and (" + any + "))";
}

// In a few lengths only, so that statements are prepared once: the last one stands for those missing.
std::vector<TicketId> filled_up(std::vector<TicketId> ids) {
    for (std::size_t const length : {1, 10, 100, 500, 1'000})
        if (ids.size() <= length) {
            ids.resize(length, ids.back());
            break;
        }
    return ids;
}

void created_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (f.created_from)
        sql += " and t.id >= " + params.mark(IdGenerator::first_at(*f.created_from)) +
               " and t.created_at >= " + params.mark(*f.created_from);
    if (f.created_to)
        sql += " and t.id < " + params.mark(IdGenerator::first_surely_after(*f.created_to)) + " and t.created_at < " +
               params.mark(*f.created_to);
}

// Those that sleep are few: found by their index.
void snoozed_condition(std::string& sql, TicketFilter const& f) {
    if (!f.snoozed) return;
    sql += *f.snoozed
               ? " and t.id in (select z.id from tickets z where z.tenant_id = $1 and z.snoozed_until is not null)"
               : " and t.snoozed_until is null";
}

void resolved_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (!f.resolved_from && !f.resolved_to) return;
    sql += " and t.id in (select r.id from tickets r where r.tenant_id = $1 and r.resolved_at is not null";
    if (f.resolved_from) sql += " and r.resolved_at >= " + params.mark(*f.resolved_from);
    if (f.resolved_to) sql += " and r.resolved_at < " + params.mark(*f.resolved_to);
    sql += ")";
}

} // namespace

OrderSql sql_of(TicketOrder order) {
    switch (order) {
    case TicketOrder::newest:
    case TicketOrder::relevance:
        return {"", true};
    case TicketOrder::oldest:
        return {"", false};
    case TicketOrder::updated:
        return {"t.updated_at", true};
    case TicketOrder::due:
        return {"t.next_due_at", false};
    case TicketOrder::priority:
        return {priority_rank, false};
    }
    return {"", true};
}

std::string conditions_of(TicketFilter const& f, db::Params& params) {
    std::string sql;
    status_condition(sql, params, f);
    assignee_condition(sql, params, f);
    any_of(sql, params, "t.department_id", f.departments);
    any_of(sql, params, "t.type_id", f.types);
    any_of(sql, params, "t.priority", f.priorities);
    if (f.ids) sql += " and t.id in " + list_of(params, filled_up(*f.ids));
    created_condition(sql, params, f);
    resolved_condition(sql, params, f);
    snoozed_condition(sql, f);
    if (f.requester) sql += " and t.requester_id = " + params.mark(*f.requester);
    if (!f.tags.empty())
        sql += " and t.id in (select g.ticket_id from ticket_tags g where g.tenant_id = $1 and g.tag in " +
               list_of(params, f.tags) + ")";
    for (auto const& words : f.fields) field_condition(sql, params, words);
    return sql;
}

std::string after_cursor(db::Params& params, OrderSql order, TicketCursor const& after, std::string const& id) {
    std::string const than = order.descending ? " < " : " > ";
    if (order.column.empty()) return " and " + id + than + params.mark(after.id);
    return fmt::format(" and ({}, {}){}({}, {})", order.column, id, than, params.mark(after.key),
                       params.mark(after.id));
}

std::string order_by(OrderSql order, std::string const& id) {
    std::string const direction = order.descending ? " desc" : "";
    std::string const first = order.column.empty() ? "" : std::string(order.column) + direction + ", ";
    return " order by " + first + id + direction;
}

} // namespace baton
