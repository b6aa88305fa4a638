// The tenant's keys as a unit of work finds or makes them. Keys made in a unit are the unit's own until it is
// committed: a unit that is undone must leave no key behind that something was encrypted under.
#pragma once
#include "db/tx.h"

namespace baton::db {

// In the order of their ids.
std::vector<WrappedKey> load_tenant_keys(Tx&);
// Adds a key with the next id. REQUIRES: one unit at a time does so for a tenant.
void add_tenant_key(Tx&, KeyRing const&, KeyPurpose);
// What the unit's vault works with: held ones, or those of the database, or in a unit that writes new ones.
Vault::Keys keys_of_unit(Tx&, KeyRing&, KeyUse);

} // namespace baton::db
