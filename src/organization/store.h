// Rows in, rows out. The only place that knows the organizations table.
#pragma once
#include "db/tx.h"
#include "organization/organization.h"

namespace baton {

// False when another has this name already, also one that another unit is writing.
bool insert_organization(Tx&, Organization const&);
void save_organization(Tx&, Organization const&);
std::optional<Organization> find_organization(Tx&, OrganizationId);
// The same, locked until the end of the unit.
std::optional<Organization> lock_organization(Tx&, OrganizationId);
std::optional<Organization> find_organization_named(Tx&, std::string const& name_key);
// By name, those not archived; `prefix` of the folded name may be "".
std::vector<Organization> list_organizations(Tx&, std::string const& prefix, std::string const& after_name_key,
                                             int limit);

} // namespace baton
