#include "ticket/link_store.h"

#include "db/check_table.h"
#include "ticket/sealing.h"

#include <fmt/format.h>

template <> inline constexpr std::string_view baton::db::table<baton::TicketLink> = "ticket_links";

namespace baton {

bool insert_link(Tx& tx, TicketLink const& l) {
    return tx.change("insert into ticket_links (tenant_id, from_id, to_id, kind, created_by, created_at)"
                     " values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                     tx.tenant(), l.from_id, l.to_id, l.kind, l.created_by, l.created_at) > 0;
}

void delete_link(Tx& tx, TicketLink const& l) {
    tx.exec("delete from ticket_links where tenant_id = $1 and from_id = $2 and to_id = $3 and kind = $4", tx.tenant(),
            l.from_id, l.to_id, l.kind);
}

std::optional<TicketLink> find_link(Tx& tx, TicketId a, TicketId b) {
    return tx.find<TicketLink>(
        "where tenant_id = $1 and ((from_id = $2 and to_id = $3) or (from_id = $3 and to_id = $2)) limit 1",
        tx.tenant(), a, b);
}

bool is_linked(Tx& tx, TicketId ticket, LinkKind kind, LinkEnd end) {
    // What was deleted is in the way of nothing.
    auto const sql =
        end == LinkEnd::from
            ? "select 1 from ticket_links l join tickets t on t.tenant_id = l.tenant_id and t.id = l.to_id"
              " where l.tenant_id = $1 and l.from_id = $2 and l.kind = $3 limit 1"
            : "select 1 from ticket_links l join tickets t on t.tenant_id = l.tenant_id and t.id = l.from_id"
              " where l.tenant_id = $1 and l.to_id = $2 and l.kind = $3 limit 1";
    return tx.value<std::int64_t>(sql, tx.tenant(), ticket, kind).has_value();
}

std::vector<TicketId> parents_above(Tx& tx, TicketId ticket, int levels) {
    std::vector<TicketId> above;
    tx.query(
        "with recursive up(id, level) as ("
        " select from_id, 1 from ticket_links where tenant_id = $1 and to_id = $2 and kind = 'parent'"
        " union"
        " select l.from_id, up.level + 1 from ticket_links l join up on l.to_id = up.id"
        " where l.tenant_id = $1 and l.kind = 'parent' and up.level < $3)"
        " select id from up order by level",
        [&](db::Row const& row) { above.push_back({row.integer(0)}); }, tx.tenant(), ticket, levels);
    return above;
}

int levels_below(Tx& tx, TicketId ticket, int levels) {
    return int(tx.value<std::int64_t>(
                     "with recursive down(id, level) as ("
                     " select to_id, 1 from ticket_links where tenant_id = $1 and from_id = $2 and kind = 'parent'"
                     " union"
                     " select l.to_id, down.level + 1 from ticket_links l join down on l.from_id = down.id"
                     " where l.tenant_id = $1 and l.kind = 'parent' and down.level < $3)"
                     " select max(level) from down",
                     tx.tenant(), ticket, levels)
                   .value_or(0));
}

std::vector<LinkedTicket> list_links(Tx& tx, Scope const& scope, TicketId ticket, TicketId after, int limit) {
    db::Params params;
    params.add(tx.tenant()); // $1
    auto const here = params.mark(ticket), last = params.mark(after);
    auto const columns = db::columns<TicketLink>();
    auto const sql = fmt::format(
        "select {}, {} from (select to_id as other_id, {} from ticket_links where tenant_id = $1 and from_id = {} and"
        " to_id > {} union all select from_id as other_id, {} from ticket_links where tenant_id = $1 and to_id = {}"
        " and from_id > {}) l join tickets t on t.tenant_id = $1 and t.id = l.other_id where {} order by l.other_id"
        " limit {}",
        db::columns<Ticket>("t"), db::columns<TicketLink>("l"), columns, here, last, columns, here, last,
        scope.sql(params), params.mark(limit));
    std::vector<LinkedTicket> links;
    tx.query_with(sql, params, [&](db::Row const& row) {
        links.push_back(
            {opened_row(tx, db::read_row<Ticket>(row)), db::read_row<TicketLink>(row, int(field_count<Ticket>))});
    });
    return links;
}

std::optional<Ticket> hold_ticket(Tx& tx, TicketId id) {
    tx.value<TicketId>("select id from tickets where tenant_id = $1 and id = $2" + std::string(tx.for_key_share()),
                       tx.tenant(), id);
    return find_ticket(tx, visible_to(Actor::system(tx.tenant())), std::to_string(id.value), Lock::none);
}

std::vector<OpenChild> open_children(Tx& tx, TicketId ticket) {
    std::vector<OpenChild> children;
    // A cross join is read in this order on SQLite, which would else look at every open ticket.
    tx.query(
        "select t.id, t.number from ticket_links l cross join tickets t"
        " where l.tenant_id = $1 and l.from_id = $2 and l.kind = 'parent' and t.tenant_id = l.tenant_id and t.id = "
        "l.to_id"
        " and t.status_category in ('new', 'open', 'pending', 'on_hold') order by l.to_id limit 1000",
        [&](db::Row const& row) { children.push_back(db::read_row<OpenChild>(row)); }, tx.tenant(), ticket);
    return children;
}

void check_link_tables(Tx& tx) { db::check_table<TicketLink>(tx); }

} // namespace baton
