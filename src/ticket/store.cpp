#include "ticket/store.h"

#include "db/check_table.h"
#include "ticket/service.h"

#include <algorithm>

namespace baton::db {
template <> inline constexpr std::string_view table<Ticket> = "tickets";
template <> inline constexpr std::string_view table<Stage> = "stages";
} // namespace baton::db

namespace baton {

Scope visible_to(Actor const& actor) {
    auto const user = actor.user.value_or(UserId{});
    if (actor.may(Permission::tickets_read_all)) return {"$2 >= 0", user};
    if (!actor.may(Permission::tickets_read)) return {"$2 < 0", user};
    return {"(t.assignee_id = $2 or t.created_by = $2 or t.department_id in"
            " (select m.department_id from department_members m where m.tenant_id = $1 and m.user_id = $2))",
            user};
}

std::optional<Ticket> find_ticket(Tx& tx, Scope const& scope, std::string const& reference, Lock lock) {
    auto const id = parse_id(reference);
    std::string sql = "select " + db::columns<Ticket>("t") + " from tickets t where t.tenant_id = $1 and ";
    (sql += scope.sql) += id ? " and t.id = $3" : " and t.number = $3";
    if (lock == Lock::row && tx.dialect() == db::Dialect::postgres) sql += " for update";
    std::optional<Ticket> found;
    auto const take = [&](db::Row const& row) { found = db::read_row<Ticket>(row); };
    if (id) tx.query(sql, take, tx.tenant(), scope.user, *id);
    else tx.query(sql, take, tx.tenant(), scope.user, reference);
    return found;
}

void insert_ticket(Tx& tx, Ticket const& ticket) { tx.insert(ticket); }
void save_ticket(Tx& tx, Ticket const& ticket) { tx.update<Ticket>(ticket.id, ticket); }

std::int64_t take_sequence(Tx& tx, std::int64_t local_date, std::int64_t count) {
    return tx
        .value<std::int64_t>("insert into ticket_numbers (tenant_id, local_date, next) values ($1, $2, $3 + 1)"
                             " on conflict (tenant_id, local_date) do update set next = ticket_numbers.next + $3"
                             " returning next - $3",
                             tx.tenant(), local_date, count)
        .value();
}

void insert_tags(Tx& tx, TicketId id, std::vector<Tag> const& tags) {
    for (auto const& tag : tags)
        tx.exec("insert into ticket_tags (tenant_id, tag, ticket_id) values ($1, $2, $3)", tx.tenant(), tag, id);
}

void delete_tags(Tx& tx, TicketId id) {
    tx.exec("delete from ticket_tags where tenant_id = $1 and ticket_id = $2", tx.tenant(), id);
}

void insert_stage(Tx& tx, Stage const& stage) { tx.insert(stage); }

void leave_stage(Tx& tx, TicketId id, Timestamp now) {
    tx.exec("update stages set left_at = $3 where tenant_id = $1 and ticket_id = $2 and left_at is null", tx.tenant(),
            id, now);
}

std::vector<Stage> list_stages(Tx& tx, TicketId id) {
    return tx.select<Stage>("where tenant_id = $1 and ticket_id = $2 order by id", tx.tenant(), id);
}

namespace {

template <class T> std::string list_of(db::Params& params, std::vector<T> const& values) {
    std::string marks;
    for (auto const& value : values) marks += (marks.empty() ? "" : ", ") + params.mark(value);
    return "(" + marks + ")";
}

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

} // namespace

std::vector<TicketId> visible_among(Tx& tx, Scope const& scope, std::vector<TicketId> const& ids) {
    std::vector<TicketId> seen;
    if (ids.empty()) return seen;
    db::Params params;
    std::string sql = "select t.id from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    params.mark(scope.user); // $2, which the scope names
    sql += " and " + std::string(scope.sql) + " and t.id in " + list_of(params, ids);
    tx.query_with(sql, params, [&](db::Row const& row) { seen.push_back(TicketId{row.integer(0)}); });
    return seen;
}

std::vector<Ticket> list_tickets(Tx& tx, Scope const& scope, TicketFilter const& f) {
    db::Params params;
    std::string sql =
        "select " + db::columns<Ticket>("t") + " from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    params.mark(scope.user); // $2, which the scope names
    sql += " and " + std::string(scope.sql);
    status_condition(sql, params, f);
    assignee_condition(sql, params, f);
    any_of(sql, params, "t.department_id", f.departments);
    any_of(sql, params, "t.type_id", f.types);
    any_of(sql, params, "t.priority", f.priorities);
    if (!f.tags.empty())
        sql += " and t.id in (select g.ticket_id from ticket_tags g where g.tenant_id = $1 and g.tag in " +
               list_of(params, f.tags) + ")";
    auto const order = sql_of(f.order);
    if (f.after) after_cursor(sql, params, order, *f.after);
    std::string const direction = order.descending ? " desc" : "";
    sql += " order by ";
    if (!order.column.empty()) sql += std::string(order.column) + direction + ", ";
    sql += "t.id" + direction + " limit " + params.mark(f.limit);
    std::vector<Ticket> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(db::read_row<Ticket>(row)); });
    return rows;
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

void check_ticket_tables(Tx& tx) {
    db::check_table<Ticket>(tx);
    db::check_table<Stage>(tx);
}

} // namespace baton
