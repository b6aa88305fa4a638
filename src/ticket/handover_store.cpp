#include "ticket/handover_store.h"

#include "db/check_table.h"
#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::Handover> = "handovers";

namespace baton {

void insert_handover(Tx& tx, Handover const& h) { tx.insert(h); }

void save_state(Tx& tx, HandoverId id, HandoverState state, std::optional<UserId> settled_by, Timestamp settled_at) {
    tx.exec("update handovers set state = $3, settled_at = $4, settled_by = $5 where tenant_id = $1 and id = $2",
            tx.tenant(), id, state, settled_at, settled_by);
}

void save_taker(Tx& tx, HandoverId id, UserId taker, Timestamp given_at) {
    tx.exec("update handovers set to_assignee_id = $3, given_at = $4 where tenant_id = $1 and id = $2", tx.tenant(), id,
            taker, given_at);
}

std::multimap<TicketId, UserId> list_who_gave_back(Tx& tx, std::vector<TicketId> const& tickets) {
    std::multimap<TicketId, UserId> found;
    if (tickets.empty()) return found;
    db::Params params;
    auto sql =
        "select h.ticket_id, coalesce(h.settled_by, h.to_assignee_id, 0) from handovers h where h.tenant_id = " +
        params.mark(tx.tenant()) + " and h.ticket_id in " + list_of(params, tickets) +
        " and h.state in ('bounced', 'returned') and h.id > coalesce((select max(s.id) from handovers s"
        " where s.tenant_id = h.tenant_id and s.ticket_id = h.ticket_id and s.state in ('waiting', 'accepted')), 0)";
    tx.query_with(sql, params,
                  [&](db::Row const& row) { found.emplace(TicketId{row.integer(0)}, UserId{row.integer(1)}); });
    return found;
}

std::optional<Handover> find_standing_handover(Tx& tx, TicketId ticket) {
    return tx.find<Handover>("where tenant_id = $1 and ticket_id = $2 and state in ('waiting', 'accepted')"
                             " order by id desc limit 1",
                             tx.tenant(), ticket);
}

std::vector<Handover> list_handovers(Tx& tx, TicketId ticket, int limit) {
    return tx.select<Handover>("where tenant_id = $1 and ticket_id = $2 order by id desc limit $3", tx.tenant(), ticket,
                               limit);
}

void check_handover_tables(Tx& tx) { db::check_table<Handover>(tx); }

} // namespace baton
