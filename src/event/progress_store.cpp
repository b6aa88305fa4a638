#include "event/progress_store.h"

#include "event/log.h"

namespace baton {

template <> inline constexpr std::string_view db::table<Cursor> = "reader_cursors";

namespace {

std::vector<TenantId> tenants_of(db::Database& database) { return db::look(database, default_tenant, all_tenants); }

std::int64_t last_sealed(Tx& tx) {
    return tx
        .value<std::int64_t>("select last_seq from batches where tenant_id = $1 order by first_seq desc limit 1",
                             tx.tenant())
        .value_or(0);
}

bool waits_for_numbers(Tx& tx, std::string_view lease, std::string_view holder, Timestamp now) {
    bool waits = false;
    tx.query(
        "select 1 from events e where e.tenant_id = $1 and e.seq is null and not exists"
        " (select 1 from leases l where l.tenant_id = $1 and l.name = $2 and l.holder <> $3 and l.until_at > $4) limit "
        "1",
        [&](db::Row const&) { waits = true; }, tx.tenant(), lease, holder, now);
    return waits;
}

std::optional<Unnumbered> unnumbered_of(Tx& tx) {
    std::optional<Unnumbered> found;
    tx.query(
        "select min(e.id), max(e.id) from events e where e.tenant_id = $1 and e.seq is null",
        [&](db::Row const& row) {
            if (!row.is_null(0)) found = Unnumbered{tx.tenant(), row.integer(0), row.integer(1)};
        },
        tx.tenant());
    return found;
}

} // namespace

std::vector<TenantId> all_tenants(Tx& tx) {
    std::vector<TenantId> tenants;
    tx.query("select tenant_id from tenants order by tenant_id",
             [&](db::Row const& row) { tenants.push_back({row.integer(0)}); });
    return tenants;
}

std::vector<Head> all_heads(db::Database& database) {
    std::vector<Head> heads;
    for (auto const tenant : tenants_of(database))
        if (auto const seq = db::look(database, tenant, last_sealed)) heads.push_back({tenant, seq});
    return heads;
}

std::vector<TenantId> tenants_to_number(db::Database& database, std::string_view lease, std::string_view holder,
                                        Timestamp now) {
    auto tenants = tenants_of(database);
    std::erase_if(tenants, [&](TenantId tenant) {
        return !db::look(database, tenant, [&](Tx& tx) { return waits_for_numbers(tx, lease, holder, now); });
    });
    return tenants;
}

std::vector<Unnumbered> all_unnumbered(db::Database& database) {
    std::vector<Unnumbered> all;
    for (auto const tenant : tenants_of(database))
        if (auto const some = db::look(database, tenant, unnumbered_of)) all.push_back(*some);
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
