#include "ticket/deletion_store.h"

#include "db/check_table.h"
#include "ticket/sealing.h"
#include "ticket/table.h"

template <> inline constexpr std::string_view baton::db::table<baton::DeletedTicket> = "deleted_tickets";

namespace baton {
namespace {

std::string select_in_scope(Tx& tx, Scope const& scope, db::Params& params) {
    return "select " + db::columns<DeletedTicket>("t") +
           " from deleted_tickets t where t.tenant_id = " + params.mark(tx.tenant()) + " and " + scope.sql(params);
}

} // namespace

Ticket stored_ticket(Tx& tx, TicketId id) {
    return tx.select<Ticket>("where tenant_id = $1 and id = $2", tx.tenant(), id).at(0);
}

void move_to_bin(Tx& tx, DeletedTicket const& ticket) {
    tx.insert(ticket);
    tx.exec("delete from tickets where tenant_id = $1 and id = $2", tx.tenant(), ticket.id);
    delete_tags(tx, ticket.id);
}

void move_from_bin(Tx& tx, DeletedTicket const& ticket) {
    tx.insert(static_cast<Ticket const&>(ticket));
    tx.exec("delete from deleted_tickets where tenant_id = $1 and id = $2", tx.tenant(), ticket.id);
    insert_tags(tx, ticket.id, ticket.tags);
}

std::optional<DeletedTicket> find_deleted(Tx& tx, Scope const& scope, TicketId id) {
    db::Params params;
    auto const sql =
        select_in_scope(tx, scope, params) + " and t.id = " + params.mark(id) + std::string(tx.for_update());
    std::optional<DeletedTicket> found;
    tx.query_with(sql, params, [&](db::Row const& row) { found = db::read_row<DeletedTicket>(row); });
    return found;
}

std::vector<DeletedTicket> list_deleted(Tx& tx, Scope const& scope, std::optional<TicketId> before, int limit) {
    db::Params params;
    auto sql = select_in_scope(tx, scope, params);
    if (before) sql += " and t.id < " + params.mark(*before);
    sql += " order by t.id desc limit " + params.mark(limit);
    std::vector<DeletedTicket> rows;
    tx.query_with(sql, params, [&](db::Row const& row) {
        auto& deleted = rows.emplace_back(db::read_row<DeletedTicket>(row));
        static_cast<Ticket&>(deleted) = opened_row(tx, deleted);
    });
    return rows;
}

std::vector<TicketId> list_deleted_before(Tx& tx, Timestamp until, int limit) {
    std::vector<TicketId> ids;
    tx.query(
        "select id from deleted_tickets where tenant_id = $1 and deleted_at < $2 order by deleted_at limit $3",
        [&](db::Row const& row) { ids.push_back(TicketId{row.integer(0)}); }, tx.tenant(), until, limit);
    return ids;
}

void check_deletion_tables(Tx& tx) { db::check_table<DeletedTicket>(tx); }

void purge_if_deleted(Tx& tx, TicketId id) {
    if (!tx.value<TicketId>("select id from deleted_tickets where tenant_id = $1 and id = $2", tx.tenant(), id)) return;
    tx.exec("delete from deleted_tickets where tenant_id = $1 and id = $2", tx.tenant(), id);
    tx.exec("delete from ticket_participants where tenant_id = $1 and ticket_id = $2", tx.tenant(), id);
}

} // namespace baton
