#include "tenant/service.h"

namespace baton {

std::string zone_of_tenant(Tx& tx) {
    return tx.value<std::string>("select zone from tenants where tenant_id = $1", tx.tenant()).value_or("UTC");
}

void lock_tenant(Tx& tx) { tx.exec("update tenants set name = name where tenant_id = $1", tx.tenant()); }

void set_zone(Tx& tx, std::string const& zone) {
    tx.exec("update tenants set zone = $2 where tenant_id = $1", tx.tenant(), zone);
}

} // namespace baton
