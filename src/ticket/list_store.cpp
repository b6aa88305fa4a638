// Lists of tickets by page.
#include "db/marks.h"
#include "ticket/list_runs_store.h"
#include "ticket/list_sql_store.h"
#include "ticket/sealing.h"

namespace baton {
namespace {

std::vector<Ticket> read_tickets(Tx& tx, std::string const& sql, db::Params const& params) {
    std::vector<Ticket> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(opened_row(tx, db::read_row<Ticket>(row))); });
    return rows;
}

std::vector<Ticket> read_named(Tx& tx, std::vector<TicketId> const& ids, TicketOrder order) {
    if (ids.empty()) return {};
    db::Params params;
    auto const sql = "select " + db::columns<Ticket>("t") +
                     " from tickets t where t.tenant_id = " + params.mark(tx.tenant()) + " and t.id in " +
                     list_of(params, ids) + order_by(sql_of(order));
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
    if (auto const ids = ids_by_runs(tx, scope, f)) return read_named(tx, *ids, f.order);
    db::Params params;
    auto sql = "select " + db::columns<Ticket>("t") + " from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    auto const order = sql_of(f.order);
    sql += conditions_of(f, params);
    if (f.after) sql += after_cursor(params, order, *f.after);
    sql += " and " + scope.sql(params) + order_by(order) + " limit " + params.mark(f.limit);
    return read_tickets(tx, sql, params);
}

std::int64_t count_tickets(Tx& tx, Scope const& scope, TicketFilter const& f) {
    if (auto const ids = ids_by_runs(tx, scope, f)) return std::ssize(*ids);
    db::Params params;
    auto sql = "select t.id from tickets t where t.tenant_id = " + params.mark(tx.tenant());
    sql += conditions_of(f, params);
    sql += " and " + scope.sql(params) + " limit " + params.mark(f.limit);
    std::int64_t tickets = 0;
    tx.query_with(sql, params, [&](db::Row const&) { ++tickets; });
    return tickets;
}

std::int64_t sort_key(Ticket const& t, TicketOrder order) {
    switch (order) {
    case TicketOrder::newest:
    case TicketOrder::oldest:
    case TicketOrder::relevance:
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
