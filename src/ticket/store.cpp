#include "ticket/store.h"

#include "db/check_table.h"
#include "ticket/sealing.h"
#include "ticket/service.h"
#include "ticket/table.h"

#include <array>
#include <fmt/format.h>

namespace baton::db {
template <> inline constexpr std::string_view table<Stage> = "stages";
} // namespace baton::db

namespace baton {

std::optional<Ticket> find_ticket(Tx& tx, Scope const& scope, std::string const& reference, Lock lock) {
    auto const id = parse_id(reference);
    db::Params params;
    std::string sql = "select " + db::columns<Ticket>("t") + " from tickets t where t.tenant_id = ";
    sql += params.mark(tx.tenant());
    sql += id ? " and t.id = " + params.mark(*id) : " and t.number = " + params.mark(reference);
    sql += " and " + scope.sql(params);
    if (lock == Lock::row) sql += tx.for_update();
    std::optional<Ticket> found;
    tx.query_with(sql, params, [&](db::Row const& row) { found = opened_row(tx, db::read_row<Ticket>(row)); });
    return found;
}

void insert_ticket(Tx& tx, Ticket const& ticket) {
    ticket.sealed ? tx.insert(sealed_row(tx, ticket)) : tx.insert(ticket);
}

void save_ticket(Tx& tx, Ticket const& ticket) {
    if (ticket.sealed) tx.update<Ticket>(ticket.id, sealed_row(tx, ticket));
    else tx.update<Ticket>(ticket.id, ticket);
}

void touch_ticket(Tx& tx, TicketId id, Timestamp now) {
    tx.exec("update tickets set updated_at = $3 where tenant_id = $1 and id = $2 and updated_at < $3", tx.tenant(), id,
            now);
}

std::int64_t take_sequence(Tx& tx, std::string const& prefix, std::int64_t count) {
    // Two statements: for "returning" SQLite makes a temporary table each time. The first one keeps the row ours.
    tx.exec("insert into ticket_sequences (tenant_id, prefix, next) values ($1, $2, $3 + 1)"
            " on conflict (tenant_id, prefix) do update set next = ticket_sequences.next + $3",
            tx.tenant(), prefix, count);
    return tx
        .value<std::int64_t>("select next - $3 from ticket_sequences where tenant_id = $1 and prefix = $2", tx.tenant(),
                             prefix, count)
        .value();
}

namespace {
constexpr std::array<std::string_view, 2> with_requester{"tickets", "deleted_tickets"};
}

std::vector<TicketId> save_requester(Tx& tx, CustomerId from, CustomerId to) {
    std::vector<TicketId> moved;
    for (auto const table : with_requester)
        tx.query(
            fmt::format("update {} set requester_id = $3, version = version + 1 where tenant_id = $1"
                        " and requester_id = $2 returning id",
                        table),
            [&](db::Row const& row) { moved.push_back(TicketId{row.integer(0)}); }, tx.tenant(), from, to);
    return moved;
}

void save_requester(Tx& tx, std::vector<TicketId> const& ids, CustomerId from, CustomerId to) {
    for (auto const table : with_requester)
        for (auto const id : ids)
            tx.exec(fmt::format("update {} set requester_id = $4, version = version + 1 where tenant_id = $1"
                                " and id = $2 and requester_id = $3",
                                table),
                    tx.tenant(), id, from, to);
}

namespace {
constexpr std::string_view erased_subject = "[erased]";
}

std::vector<TicketId> list_unerased(Tx& tx, CustomerId requester, int limit) {
    std::vector<TicketId> ids;
    tx.query(
        "select id from tickets where tenant_id = $1 and requester_id = $2"
        " and (subject <> $3 or description <> '' or fields <> '{}')"
        " union all select id from deleted_tickets where tenant_id = $1 and requester_id = $2 order by id limit $4",
        [&](db::Row const& row) { ids.push_back(TicketId{row.integer(0)}); }, tx.tenant(), requester, erased_subject,
        limit);
    return ids;
}

void lock_ticket(Tx& tx, TicketId id) {
    tx.value<TicketId>("select id from tickets where tenant_id = $1 and id = $2" + std::string(tx.for_update()),
                       tx.tenant(), id);
}

void erase_fields(Tx& tx, TicketId id) {
    tx.exec("update tickets set subject = $3, description = '', fields = '{}', sealed = null, version = version + 1"
            " where tenant_id = $1 and id = $2",
            tx.tenant(), id, erased_subject);
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

bool has_unfinished_tickets(Tx& tx, DepartmentId department) {
    return tx
        .value<std::int64_t>("select 1 from tickets where tenant_id = $1 and department_id = $2"
                             " and status_category in ('new', 'open', 'pending', 'on_hold') limit 1",
                             tx.tenant(), department)
        .has_value();
}

void check_ticket_tables(Tx& tx) {
    db::check_table<Ticket>(tx);
    db::check_table<Stage>(tx);
}

} // namespace baton
