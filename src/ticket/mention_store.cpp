#include "ticket/mention_store.h"

#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::TicketRequest> = "ticket_requests";

namespace baton {

void insert_request(Tx& tx, TicketRequest const& request) { tx.insert(request); }

std::vector<TicketRequest> open_requests(Tx& tx, TicketId ticket) {
    return tx.select<TicketRequest>("where tenant_id = $1 and ticket_id = $2 and answered_at is null order by event_id",
                                    tx.tenant(), ticket);
}

void save_answered(Tx& tx, TicketId ticket, Timestamp now) {
    tx.exec("update ticket_requests set answered_at = $3 where tenant_id = $1 and ticket_id = $2"
            " and answered_at is null",
            tx.tenant(), ticket, now);
}

void check_request_tables(Tx& tx) { db::check_table<TicketRequest>(tx); }

} // namespace baton
