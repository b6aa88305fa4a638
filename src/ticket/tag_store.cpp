#include "ticket/tag_store.h"

#include "ticket/service.h"

namespace baton {

std::vector<TicketId> list_tagged(Tx& tx, std::string const& tag, int limit) {
    std::vector<TicketId> ids;
    tx.query(
        "select ticket_id from ticket_tags where tenant_id = $1 and tag = $2 order by ticket_id limit $3",
        [&](db::Row const& row) { ids.push_back(TicketId{row.integer(0)}); }, tx.tenant(), tag, limit);
    return ids;
}

std::int64_t count_tagged(Tx& tx, std::string const& tag, std::int64_t most) {
    return tx
        .value<std::int64_t>("select count(*) from (select 1 from ticket_tags" // bounded: by the limit
                             " where tenant_id = $1 and tag = $2 limit $3) tagged",
                             tx.tenant(), tag, most)
        .value();
}

} // namespace baton
