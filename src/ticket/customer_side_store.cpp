#include "ticket/customer_side_store.h"

#include "db/marks.h"

namespace baton {

std::vector<TicketId> list_of_requester(Tx& tx, std::vector<TicketId> const& tickets, CustomerId requester) {
    db::Params params;
    std::string sql = "select id from tickets where tenant_id = " + params.mark(tx.tenant());
    sql += " and id in " + list_of(params, tickets);
    sql += " and requester_id = " + params.mark(requester);
    std::vector<TicketId> own;
    tx.query_with(sql, params, [&](db::Row const& row) { own.push_back(TicketId{row.integer(0)}); });
    return own;
}

} // namespace baton
