#include "event/progress_store.h"

#include "event/log.h"

namespace baton {

template <> inline constexpr std::string_view db::table<Cursor> = "reader_cursors";

std::vector<Head> all_heads(Tx& tx) {
    std::vector<Head> heads;
    tx.query("select t.tenant_id, b.last_seq from tenants t join batches b on b.tenant_id = t.tenant_id"
             " and b.first_seq = (select max(l.first_seq) from batches l where l.tenant_id = t.tenant_id) order by "
             "t.tenant_id",
             [&](db::Row const& row) { heads.push_back(db::read_row<Head>(row)); });
    return heads;
}

std::vector<TenantId> tenants_to_number(Tx& tx, std::string_view lease, std::string_view holder, Timestamp now) {
    std::vector<TenantId> tenants;
    tx.query(
        "select t.tenant_id from tenants t where exists"
        " (select 1 from events e where e.tenant_id = t.tenant_id and e.seq is null) and not exists"
        " (select 1 from leases l where l.tenant_id = t.tenant_id and l.name = $1 and l.holder <> $2"
        " and l.until_at > $3) order by t.tenant_id",
        [&](db::Row const& row) { tenants.push_back({row.integer(0)}); }, lease, holder, now);
    return tenants;
}

std::vector<Unnumbered> all_unnumbered(Tx& tx) {
    std::vector<Unnumbered> all;
    tx.query("select t.tenant_id, min(e.id), max(e.id) from tenants t join events e on e.tenant_id = t.tenant_id"
             " where e.seq is null group by t.tenant_id",
             [&](db::Row const& row) { all.push_back(db::read_row<Unnumbered>(row)); });
    return all;
}

bool hold_lease(Tx& tx, std::string_view name, std::string_view holder, Timestamp now, Timestamp until) {
    auto const take = [&] {
        return tx.change("update leases set holder = $3, until_at = $4 where tenant_id = $1 and name = $2"
                         " and (holder = $3 or until_at <= $5)",
                         tx.tenant(), name, holder, until, now) == 1;
    };
    if (take()) return true;
    tx.exec("insert into leases (tenant_id, name, holder, until_at) values ($1, $2, '', 0) on conflict do nothing",
            tx.tenant(), name);
    return take();
}

void release_lease(Tx& tx, std::string_view name, std::string_view holder) {
    tx.exec("update leases set until_at = 0 where tenant_id = $1 and name = $2 and holder = $3", tx.tenant(), name,
            holder);
}

bool move_cursor(Tx& tx, std::string_view reader, std::int64_t from, std::int64_t to) {
    if (from == 0)
        tx.exec("insert into reader_cursors (tenant_id, reader, seq) values ($1, $2, 0) on conflict do nothing",
                tx.tenant(), reader);
    return tx.change("update reader_cursors set seq = $4 where tenant_id = $1 and reader = $2 and seq = $3",
                     tx.tenant(), reader, from, to) == 1;
}

std::int64_t reader_cursor(Tx& tx, std::string_view reader) {
    return tx
        .value<std::int64_t>("select seq from reader_cursors where tenant_id = $1 and reader = $2", tx.tenant(), reader)
        .value_or(0);
}

std::optional<Cursor> farthest_cursor(Tx& tx) {
    return tx.find<Cursor>("where tenant_id = $1 order by seq desc limit 1", tx.tenant());
}

} // namespace baton
