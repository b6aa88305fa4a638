#include "ticket/held_store.h"

#include "db/check_table.h"
#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::HeldMessage> = "held_messages";

namespace baton {

void insert_held(Tx& tx, HeldMessage const& held) { tx.insert(held); }

void save_held(Tx& tx, HeldMessage const& held) {
    tx.exec("update held_messages set stopped_at = $4, released_at = $5 where tenant_id = $1 and ticket_id = $2"
            " and event_id = $3",
            tx.tenant(), held.ticket_id, held.event_id, held.stopped_at, held.released_at);
}

void delete_held(Tx& tx, HeldMessage const& held) {
    tx.exec("delete from held_messages where tenant_id = $1 and ticket_id = $2 and event_id = $3", tx.tenant(),
            held.ticket_id, held.event_id);
}

std::optional<HeldMessage> find_held(Tx& tx, TicketId ticket, EventId event) {
    return tx.find<HeldMessage>("where tenant_id = $1 and ticket_id = $2 and event_id = $3", tx.tenant(), ticket,
                                event);
}

std::vector<HeldMessage> list_waiting_messages(Tx& tx, TicketId ticket) {
    return tx.select<HeldMessage>("where tenant_id = $1 and ticket_id = $2 and stopped_at is null"
                                  " and released_at is null order by event_id",
                                  tx.tenant(), ticket);
}

std::map<EventId, Timestamp> releases_of(Tx& tx, std::vector<TicketId> const& tickets) {
    db::Params params;
    auto const sql = "select event_id, released_at from held_messages where tenant_id = " + params.mark(tx.tenant()) +
                     " and ticket_id in " + list_of(params, tickets) + " and released_at is not null";
    std::map<EventId, Timestamp> releases;
    tx.query_with(sql, params,
                  [&](db::Row const& row) { releases.emplace(EventId{row.integer(0)}, Timestamp{row.integer(1)}); });
    return releases;
}

void forget_held_messages(Tx& tx, TicketId ticket) {
    tx.exec("delete from held_messages where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

void check_held_tables(Tx& tx) { db::check_table<HeldMessage>(tx); }

} // namespace baton
