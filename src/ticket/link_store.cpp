#include "ticket/link_store.h"

#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::TicketLink> = "ticket_links";

namespace baton {

bool insert_link(Tx& tx, TicketLink const& l) {
    return tx.change("insert into ticket_links (tenant_id, from_id, to_id, kind, created_by, created_at)"
                     " values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                     tx.tenant(), l.from_id, l.to_id, l.kind, l.created_by, l.created_at) > 0;
}

void check_link_tables(Tx& tx) { db::check_table<TicketLink>(tx); }

} // namespace baton
