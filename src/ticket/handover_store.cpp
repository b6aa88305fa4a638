#include "ticket/handover_store.h"

#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::Handover> = "handovers";

namespace baton {

void insert_handover(Tx& tx, Handover const& h) { tx.insert(h); }

void save_state(Tx& tx, HandoverId id, HandoverState state, Timestamp settled_at) {
    tx.exec("update handovers set state = $3, settled_at = $4 where tenant_id = $1 and id = $2", tx.tenant(), id, state,
            settled_at);
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
