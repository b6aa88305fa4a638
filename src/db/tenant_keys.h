// The tenant's keys as a unit of work finds or makes them. Keys made in a unit are the unit's own until it is
// committed: a unit that is undone must leave no key behind that something was encrypted under.
#pragma once
#include "db/tx.h"

namespace baton::db {

// In the order of their ids.
std::vector<WrappedKey> load_tenant_keys(Tx&);
// Adds a key with the next id. REQUIRES: one unit at a time does so for a tenant.
void add_tenant_key(Tx&, KeyRing const&, KeyPurpose);
// Those of the database, or new ones in a unit that writes. What a read found is held from here on; what a writing unit
// found may be its own or its group's, and is for its committer to hold.
Vault::Keys load_keys(Tx&, KeyRing&, KeyUse);

} // namespace baton::db
