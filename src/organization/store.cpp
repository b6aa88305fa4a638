#include "organization/store.h"

#include "db/check_table.h"
#include "organization/service.h"

template <> inline constexpr std::string_view baton::db::table<baton::Organization> = "organizations";

namespace baton {

bool insert_organization(Tx& tx, Organization const& o) {
    return tx.change("insert into organizations (tenant_id, id, name, name_key, note, created_at, version)"
                     " values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
                     tx.tenant(), o.id, o.name, o.name_key, o.note, o.created_at, o.version) > 0;
}

void save_organization(Tx& tx, Organization const& o) { tx.update<Organization>(o.id, o); }

std::optional<Organization> find_organization(Tx& tx, OrganizationId id) {
    return tx.find<Organization>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::optional<Organization> lock_organization(Tx& tx, OrganizationId id) {
    return tx.find<Organization>("where tenant_id = $1 and id = $2" + std::string(tx.for_update()), tx.tenant(), id);
}

std::optional<Organization> find_organization_named(Tx& tx, std::string const& name_key) {
    return tx.find<Organization>("where tenant_id = $1 and name_key = $2", tx.tenant(), name_key);
}

std::vector<Organization> list_organizations(Tx& tx, std::string const& prefix, std::string const& after, int limit) {
    return tx.select<Organization>("where tenant_id = $1 and name_key >= $2 and name_key < $3 and name_key > $4"
                                   " and archived_at is null order by name_key limit $5",
                                   tx.tenant(), prefix, prefix + "\U0010FFFF", after, limit);
}

db::Names organization_names(Tx& tx, std::vector<std::int64_t> const& ids) {
    return db::names_of(tx, "organizations", "name", ids);
}

void check_organization_tables(Tx& tx) { db::check_table<Organization>(tx); }

} // namespace baton
