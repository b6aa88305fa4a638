#include "report/store.h"

#include "db/check_table.h"
#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::Countable> = "tickets";
template <> inline constexpr std::string_view baton::db::table<baton::Fact> = "ticket_facts";

namespace baton {
namespace {

template <class Row> std::vector<Row> rows_among(Tx& tx, std::string const& key, std::vector<TicketId> const& ids) {
    std::vector<Row> rows;
    if (ids.empty()) return rows;
    db::Params params;
    auto sql = "select " + db::columns<Row>() + " from " + std::string(db::table<Row>);
    sql += " where tenant_id = " + params.mark(tx.tenant());
    sql += " and " + key + " in " + list_of(params, ids);
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(db::read_row<Row>(row)); });
    return rows;
}

// `condition` goes on from the tenant's and has these parameters.
std::map<Cell, std::int64_t> read_cells(Tx& tx, std::string const& condition, db::Params params) {
    std::map<Cell, std::int64_t> cells;
    auto sql = "select " + db::columns<Cell>() + ", tickets from ticket_counts where tenant_id = ";
    sql += params.mark(tx.tenant()) + condition + " and tickets <> 0";
    tx.query_with(sql, params,
                  [&](db::Row const& row) { cells.emplace(db::read_row<Cell>(row), row.integer(field_count<Cell>)); });
    return cells;
}

} // namespace

std::vector<Countable> countable_tickets(Tx& tx, std::vector<TicketId> const& ids) {
    return rows_among<Countable>(tx, "id", ids);
}

std::vector<Countable> countable_after(Tx& tx, TicketId after, int limit) {
    return tx.select<Countable>("where tenant_id = $1 and id > $2 order by id limit $3", tx.tenant(), after, limit);
}

std::map<CreatedDay, Sums> sum_created(Tx& tx, std::int64_t day, Timestamp from, Timestamp to) {
    std::map<CreatedDay, Sums> days;
    tx.query(
        "select cast($1 as bigint), coalesce(department_id, 0), status, count(id), count(first_responded_at),"
        " cast(coalesce(sum((first_responded_at - created_at) / 1000000), 0) as bigint), count(resolved_at),"
        " cast(coalesce(sum((resolved_at - created_at) / 1000000), 0) as bigint) from tickets"
        " where tenant_id = $2 and id >= $3 and id < $4 and created_at >= $5 and created_at < $6"
        " group by department_id, status",
        [&](db::Row const& row) {
            days.emplace(db::read_row<CreatedDay>(row), db::read_row<Sums>(row, field_count<CreatedDay>));
        },
        day, tx.tenant(), IdGenerator::first_at(from), IdGenerator::first_surely_after(to), from, to);
    return days;
}

std::map<ResolvedDay, std::int64_t> sum_resolved(Tx& tx, std::int64_t day, Timestamp from, Timestamp to) {
    std::map<ResolvedDay, std::int64_t> days;
    tx.query(
        "select cast($1 as bigint), coalesce(department_id, 0), count(id) from tickets"
        " where tenant_id = $2 and resolved_at >= $3 and resolved_at < $4 group by department_id",
        [&](db::Row const& row) {
            days.emplace(db::read_row<ResolvedDay>(row), row.integer(field_count<ResolvedDay>));
        },
        day, tx.tenant(), from, to);
    return days;
}

std::vector<Fact> facts_of(Tx& tx, std::vector<TicketId> const& ids) { return rows_among<Fact>(tx, "ticket_id", ids); }

void save_facts(Tx& tx, std::vector<Fact> const& facts) {
    for (auto const& f : facts)
        tx.exec("insert into ticket_facts (tenant_id, ticket_id, created_day, department_id, assignee_id, type_id,"
                " priority, status, first_response_s, resolved_day, resolution_s)"
                " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
                " on conflict (tenant_id, ticket_id) do update set department_id = $4, assignee_id = $5, type_id = $6,"
                " priority = $7, status = $8, first_response_s = $9, resolved_day = $10, resolution_s = $11",
                tx.tenant(), f.ticket_id, f.created_day, f.department_id, f.assignee_id, f.type_id, f.priority,
                f.status, f.first_response_s, f.resolved_day, f.resolution_s);
}

void delete_facts(Tx& tx, std::vector<TicketId> const& ids) {
    for (auto const id : ids)
        tx.exec("delete from ticket_facts where tenant_id = $1 and ticket_id = $2", tx.tenant(), id);
}

void add_to_tally(Tx& tx, Tally const& changes) {
    for (auto const& [c, n] : changes.cells)
        tx.exec("insert into ticket_counts (tenant_id, status, department_id, assignee_id, type_id, priority, tickets)"
                " values ($1, $2, $3, $4, $5, $6, $7)"
                " on conflict (tenant_id, status, department_id, assignee_id, type_id, priority)"
                " do update set tickets = ticket_counts.tickets + excluded.tickets",
                tx.tenant(), c.status, c.department_id, c.assignee_id, c.type_id, c.priority, n);
    for (auto const& [c, s] : changes.created)
        tx.exec("insert into created_days (tenant_id, day, department_id, status, tickets, responded, response_s,"
                " resolved, resolution_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                " on conflict (tenant_id, day, department_id, status) do update set"
                " tickets = created_days.tickets + excluded.tickets,"
                " responded = created_days.responded + excluded.responded,"
                " response_s = created_days.response_s + excluded.response_s,"
                " resolved = created_days.resolved + excluded.resolved,"
                " resolution_s = created_days.resolution_s + excluded.resolution_s",
                tx.tenant(), c.day, c.department_id, c.status, s.tickets, s.responded, s.response_s, s.resolved,
                s.resolution_s);
    for (auto const& [c, n] : changes.resolved)
        tx.exec("insert into resolved_days (tenant_id, day, department_id, tickets) values ($1, $2, $3, $4)"
                " on conflict (tenant_id, day, department_id)"
                " do update set tickets = resolved_days.tickets + excluded.tickets",
                tx.tenant(), c.day, c.department_id, n);
}

std::map<Cell, std::int64_t> load_cells(Tx& tx, std::vector<std::string> const& statuses) {
    if (statuses.empty()) return {};
    db::Params params;
    auto const condition = " and status in " + list_of(params, statuses);
    return read_cells(tx, condition, std::move(params));
}

std::map<Cell, std::int64_t> load_every_cell(Tx& tx) { return read_cells(tx, "", {}); }

std::map<CreatedDay, Sums> load_created(Tx& tx, std::int64_t first, std::int64_t end) {
    std::map<CreatedDay, Sums> days;
    tx.query(
        "select day, department_id, status, tickets, responded, response_s, resolved, resolution_s from created_days"
        " where tenant_id = $1 and day >= $2 and day < $3",
        [&](db::Row const& row) {
            days.emplace(db::read_row<CreatedDay>(row), db::read_row<Sums>(row, field_count<CreatedDay>));
        },
        tx.tenant(), first, end);
    return days;
}

std::map<ResolvedDay, std::int64_t> load_resolved(Tx& tx, std::int64_t first, std::int64_t end) {
    std::map<ResolvedDay, std::int64_t> days;
    tx.query(
        "select day, department_id, tickets from resolved_days where tenant_id = $1 and day >= $2 and day < $3",
        [&](db::Row const& row) {
            days.emplace(db::read_row<ResolvedDay>(row), row.integer(field_count<ResolvedDay>));
        },
        tx.tenant(), first, end);
    return days;
}

void check_report_tables(Tx& tx) { db::check_table<Fact>(tx); }

} // namespace baton
