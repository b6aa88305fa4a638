// Lists of tickets by page. Who sees only some of them is given those newest or oldest first from short runs, one per
// reason to see a ticket and each read from an index in the order of the list: the cost follows the page, not what he
// sees.
#include "db/marks.h"
#include "ticket/sealing.h"
#include "ticket/store.h"

#include <algorithm>

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

struct OrderSql {
    std::string_view column; // "" = the id alone
    bool descending = false;
};

OrderSql sql_of(TicketOrder order) {
    switch (order) {
    case TicketOrder::newest:
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

void after_cursor(std::string& sql, db::Params& params, OrderSql order, TicketCursor const& after) {
    std::string const than = order.descending ? " < " : " > ";
    if (order.column.empty()) sql += " and t.id" + than + params.mark(after.id);
    else
        sql += " and (" + std::string(order.column) + ", t.id)" + than + "(" + params.mark(after.key) + ", " +
               params.mark(after.id) + ")";
}

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

// A ticket's id carries the time it was made at, which is never before it was created; it is later when the clock had
// been set back, by no more than this.
constexpr std::int64_t id_slack_s = 86'400;

void created_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (f.created_from)
        sql += " and t.id >= " + params.mark(IdGenerator::first_at(*f.created_from)) +
               " and t.created_at >= " + params.mark(*f.created_from);
    if (f.created_to)
        sql += " and t.id < " + params.mark(IdGenerator::first_at(after_seconds(*f.created_to, id_slack_s))) +
               " and t.created_at < " + params.mark(*f.created_to);
}

void resolved_condition(std::string& sql, db::Params& params, TicketFilter const& f) {
    if (!f.resolved_from && !f.resolved_to) return;
    sql += " and t.id in (select r.id from tickets r where r.tenant_id = $1 and r.resolved_at is not null";
    if (f.resolved_from) sql += " and r.resolved_at >= " + params.mark(*f.resolved_from);
    if (f.resolved_to) sql += " and r.resolved_at < " + params.mark(*f.resolved_to);
    sql += ")";
}

// Everything the filter asks for, over `tickets t`.
std::string conditions_of(TicketFilter const& f, OrderSql order, db::Params& params) {
    std::string sql;
    status_condition(sql, params, f);
    assignee_condition(sql, params, f);
    any_of(sql, params, "t.department_id", f.departments);
    any_of(sql, params, "t.type_id", f.types);
    any_of(sql, params, "t.priority", f.priorities);
    if (f.ids) sql += " and t.id in " + list_of(params, filled_up(*f.ids));
    created_condition(sql, params, f);
    resolved_condition(sql, params, f);
    if (f.requester) sql += " and t.requester_id = " + params.mark(*f.requester);
    if (!f.tags.empty())
        sql += " and t.id in (select g.ticket_id from ticket_tags g where g.tenant_id = $1 and g.tag in " +
               list_of(params, f.tags) + ")";
    for (auto const& words : f.fields) field_condition(sql, params, words);
    if (f.after) after_cursor(sql, params, order, *f.after);
    return sql;
}

std::string order_by(OrderSql order) {
    std::string const direction = order.descending ? " desc" : "";
    std::string const first = order.column.empty() ? "" : std::string(order.column) + direction + ", ";
    return " order by " + first + "t.id" + direction;
}

std::vector<Ticket> read_tickets(Tx& tx, std::string const& sql, db::Params const& params) {
    std::vector<Ticket> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(opened_row(tx, db::read_row<Ticket>(row))); });
    return rows;
}

// More would cost more to plan than they save; who sees so many departments sees most of what there is.
constexpr std::size_t most_runs = 150;

std::vector<StatusCategory> categories_in(TicketFilter const& f) {
    if (!f.categories.empty() && f.statuses.empty()) return f.categories;
    std::vector<StatusCategory> all;
    for_each_value<StatusCategory>([&](StatusCategory c) { all.push_back(c); });
    return all;
}

// The departments of the scope in which tickets of this list can be.
std::vector<DepartmentId> departments_in(Scope const& scope, TicketFilter const& f) {
    auto departments = scope.departments;
    if (!f.departments.empty())
        std::erase_if(departments,
                      [&](DepartmentId d) { return std::ranges::find(f.departments, d) == f.departments.end(); });
    return departments;
}

bool is_listed_by_runs(Scope const& scope, TicketFilter const& f) {
    if (f.requester || f.ids) return false; // the tickets of one customer are few: found by him; and so are named ones
    return scope.kind == Scope::Kind::reach && (f.order == TicketOrder::newest || f.order == TicketOrder::oldest) &&
           (departments_in(scope, f).size() + 1) * categories_in(f).size() + scope.departments.size() < most_runs;
}

// Puts together the runs: each selects at most a page of ids by one index.
class Runs {
public:
    Runs(Tx& tx, TicketFilter const& f) : filter_(f), order_(sql_of(f.order)) {
        tenant_ = params_.mark(tx.tenant());
        conditions_ = conditions_of(f, order_, params_);
        limit_ = params_.mark(f.limit);
        for (auto const category : categories_in(f)) categories_.push_back(params_.mark(category));
    }
    void add(std::string const& reason, std::string const& from = "tickets t") {
        sql_ += sql_.empty() ? "" : " union ";
        sql_ += "select id from (select t.id as id from " + from + " where t.tenant_id = " + tenant_ + " and " +
                reason + conditions_ + order_by(order_) + " limit " + limit_ + ") run";
    }
    // One for each category: indexes hold it before the id.
    void add_by_category(std::string const& reason) {
        for (auto const& category : categories_) add(reason + " and t.status_category = " + category);
    }
    void add_scope(Scope const& scope) {
        auto const me = params_.mark(scope.user);
        add_by_category("t.assignee_id = " + me);
        add("t.created_by = " + me);
        // A cross join is read in this order on SQLite, which would else look at every ticket for one he takes part in.
        add("t.id = p.ticket_id and p.tenant_id = " + tenant_ + " and p.user_id = " + me,
            "ticket_participants p cross join tickets t");
        for (auto const department : departments_in(scope, filter_))
            add_by_category("t.department_id = " + params_.mark(department));
        for (auto const department : scope.departments)
            add("t.opened_department_id <> t.department_id and t.opened_department_id = " + params_.mark(department));
    }
    std::vector<TicketId> ids(Tx& tx) const {
        std::vector<TicketId> found;
        auto const direction = order_.descending ? " desc" : "";
        tx.query_with("select id from (" + sql_ + ") runs order by id" + direction + " limit " + limit_, params_,
                      [&](db::Row const& row) { found.push_back(TicketId{row.integer(0)}); });
        return found;
    }

private:
    TicketFilter const& filter_;
    OrderSql order_;
    db::Params params_;
    std::string tenant_, conditions_, limit_, sql_;
    std::vector<std::string> categories_;
};

std::vector<Ticket> list_by_runs(Tx& tx, Scope const& scope, TicketFilter const& f) {
    Runs runs(tx, f);
    runs.add_scope(scope);
    auto const ids = runs.ids(tx);
    if (ids.empty()) return {};
    db::Params params;
    auto const sql = "select " + db::columns<Ticket>("t") +
                     " from tickets t where t.tenant_id = " + params.mark(tx.tenant()) + " and t.id in " +
                     list_of(params, ids) + order_by(sql_of(f.order));
    return read_tickets(tx, sql, params);
}

} // namespace

std::vector<TicketId> visible_among(Tx& tx, Scope const& scope, std::vector<TicketId> const& ids) {
    std::vector<TicketId> seen;
    if (ids.empty()) return seen;
    db::Params params;
    auto sql = "select t.id from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    sql += " and t.id in " + list_of(params, ids);
    sql += " and " + scope.sql(params);
    tx.query_with(sql, params, [&](db::Row const& row) { seen.push_back(TicketId{row.integer(0)}); });
    return seen;
}

std::vector<Ticket> list_tickets(Tx& tx, Scope const& scope, TicketFilter const& f) {
    if (f.ids && f.ids->empty()) return {};
    if (is_listed_by_runs(scope, f)) return list_by_runs(tx, scope, f);
    db::Params params;
    auto sql = "select " + db::columns<Ticket>("t") + " from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    auto const order = sql_of(f.order);
    sql += conditions_of(f, order, params);
    sql += " and " + scope.sql(params) + order_by(order) + " limit " + params.mark(f.limit);
    return read_tickets(tx, sql, params);
}

std::int64_t count_tickets(Tx& tx, Scope const& scope, TicketFilter const& f) {
    db::Params params;
    auto sql = "select t.id from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    sql += conditions_of(f, sql_of(f.order), params);
    sql += " and " + scope.sql(params) + " limit " + params.mark(f.limit);
    std::int64_t tickets = 0;
    tx.query_with(sql, params, [&](db::Row const&) { ++tickets; });
    return tickets;
}

std::int64_t sort_key(Ticket const& t, TicketOrder order) {
    switch (order) {
    case TicketOrder::newest:
    case TicketOrder::oldest:
        return 0;
    case TicketOrder::updated:
        return t.updated_at.us;
    case TicketOrder::due:
        return t.next_due_at.us;
    case TicketOrder::priority:
        return 3 - std::int64_t(t.priority);
    }
    return 0;
}

} // namespace baton
