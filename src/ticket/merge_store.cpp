#include "ticket/merge_store.h"

#include "db/check_table.h"
#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::TicketMerge> = "ticket_merges";

namespace baton {

void insert_ticket_merge(Tx& tx, TicketMerge const& merge) { tx.insert(merge); }

void delete_ticket_merge(Tx& tx, TicketId ticket) {
    tx.exec("delete from ticket_merges where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

std::optional<TicketMerge> find_ticket_merge(Tx& tx, TicketId ticket) {
    return tx.find<TicketMerge>("where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

std::vector<TicketId> with_merged(Tx& tx, TicketId ticket) {
    std::vector<TicketId> all{ticket};
    tx.query(
        "with recursive merged(id) as ("
        " select ticket_id from ticket_merges where tenant_id = $1 and into_id = $2"
        " union"
        " select m.ticket_id from ticket_merges m join merged on m.into_id = merged.id where m.tenant_id = $1)"
        " select id from merged",
        [&](db::Row const& row) { all.push_back({row.integer(0)}); }, tx.tenant(), ticket);
    return all;
}

std::vector<TicketId> list_merged_into(Tx& tx, TicketId ticket) {
    std::vector<TicketId> all;
    tx.query(
        "with recursive up(id) as ("
        " select into_id from ticket_merges where tenant_id = $1 and ticket_id = $2"
        " union"
        " select m.into_id from ticket_merges m join up on m.ticket_id = up.id where m.tenant_id = $1)"
        " select id from up",
        [&](db::Row const& row) { all.push_back({row.integer(0)}); }, tx.tenant(), ticket);
    return all;
}

std::vector<MergedInto> merged_among(Tx& tx, std::vector<TicketId> const& tickets) {
    std::vector<MergedInto> all;
    if (tickets.empty()) return all;
    db::Params params;
    auto const sql = "select m.ticket_id, m.into_id, t.number from ticket_merges m"
                     " join tickets t on t.tenant_id = m.tenant_id and t.id = m.into_id"
                     " where m.tenant_id = " +
                     params.mark(tx.tenant()) + " and m.ticket_id in " + list_of(params, tickets);
    tx.query_with(sql, params, [&](db::Row const& row) { all.push_back(db::read_row<MergedInto>(row)); });
    return all;
}

void check_ticket_merge_tables(Tx& tx) { db::check_table<TicketMerge>(tx); }

} // namespace baton
