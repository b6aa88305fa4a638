// What a tenant has set for itself.
#pragma once
#include "db/tx.h"

namespace baton {

// IANA name of the zone in which the tenant's days begin and end.
std::string zone_of_tenant(Tx&);
// Until the end of the unit, no other unit that asks the same goes on.
void lock_tenant(Tx&);
void set_zone(Tx&, std::string const& zone);

} // namespace baton
