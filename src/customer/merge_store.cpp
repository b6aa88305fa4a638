#include "customer/merge_store.h"

#include "customer/service.h"
#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::Merge> = "customer_merges";

namespace baton {

void insert_merge(Tx& tx, Merge const& merge) { tx.insert(merge); }

std::optional<Merge> find_merge_of(Tx& tx, CustomerId from) {
    return tx.find<Merge>("where tenant_id = $1 and from_id = $2 and undone_at is null order by id desc limit 1",
                          tx.tenant(), from);
}

void end_merge(Tx& tx, MergeId id, Timestamp now) {
    tx.exec("update customer_merges set undone_at = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, now);
    tx.exec("delete from customer_merge_items where tenant_id = $1 and merge_id = $2", tx.tenant(), id);
}

void move_contacts(Tx& tx, Merge const& m) {
    tx.exec("insert into customer_merge_items (tenant_id, merge_id, kind, item_id, blind_index)"
            " select tenant_id, $2, kind, 0, blind_index from customer_contacts where tenant_id = $1"
            " and customer_id = $3",
            tx.tenant(), m.id, m.from_id);
    tx.exec("update customer_contacts set customer_id = $3 where tenant_id = $1 and customer_id = $2", tx.tenant(),
            m.from_id, m.into_id);
    tx.exec("insert into customer_merge_items (tenant_id, merge_id, kind, item_id, blind_index)"
            " select tenant_id, $2, 'consent', id, '' from customer_consents where tenant_id = $1 and customer_id = $3",
            tx.tenant(), m.id, m.from_id);
    tx.exec("update customer_consents set customer_id = $3 where tenant_id = $1 and customer_id = $2", tx.tenant(),
            m.from_id, m.into_id);
}

void note_tickets(Tx& tx, MergeId merge, std::vector<TicketId> const& tickets) {
    for (auto const ticket : tickets)
        tx.exec("insert into customer_merge_items (tenant_id, merge_id, kind, item_id, blind_index)"
                " values ($1, $2, 'ticket', $3, '')",
                tx.tenant(), merge, ticket);
}

void return_contacts(Tx& tx, Merge const& m) {
    tx.exec("update customer_contacts set customer_id = $3 where tenant_id = $1 and customer_id = $4"
            " and (kind, blind_index) in (select i.kind, i.blind_index from customer_merge_items i"
            " where i.tenant_id = $1 and i.merge_id = $2)",
            tx.tenant(), m.id, m.from_id, m.into_id);
    tx.exec("update customer_consents set customer_id = $3 where tenant_id = $1 and customer_id = $4"
            " and id in (select i.item_id from customer_merge_items i where i.tenant_id = $1 and i.merge_id = $2"
            " and i.kind = 'consent')",
            tx.tenant(), m.id, m.from_id, m.into_id);
}

std::vector<TicketId> noted_tickets(Tx& tx, MergeId merge) {
    std::vector<TicketId> tickets;
    tx.query(
        "select item_id from customer_merge_items where tenant_id = $1 and merge_id = $2 and kind = 'ticket'"
        " order by item_id",
        [&](db::Row const& row) { tickets.push_back(TicketId{row.integer(0)}); }, tx.tenant(), merge);
    return tickets;
}

std::vector<CustomerId> list_merged_into(Tx& tx, CustomerId customer) {
    std::vector<CustomerId> merged;
    tx.query(
        "select from_id from customer_merges where tenant_id = $1 and into_id = $2 and undone_at is null order by id",
        [&](db::Row const& row) { merged.push_back(CustomerId{row.integer(0)}); }, tx.tenant(), customer);
    return merged;
}

void forget_merges(Tx& tx, CustomerId customer) {
    tx.exec("delete from customer_merge_items where tenant_id = $1 and merge_id in (select id from customer_merges"
            " where tenant_id = $1 and (from_id = $2 or into_id = $2))",
            tx.tenant(), customer);
    tx.exec("delete from customer_merges where tenant_id = $1 and (from_id = $2 or into_id = $2)", tx.tenant(),
            customer);
}

void check_merge_tables(Tx& tx) { db::check_table<Merge>(tx); }

} // namespace baton
