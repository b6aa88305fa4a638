// Use cases of organizations. Each runs inside the caller's unit of work.
#pragma once
#include "db/names.h"
#include "organization/organization.h"
#include "user/actor.h"

namespace baton {

// Throws Error::conflict naming the one that has the name already.
Organization create_organization(Tx&, Actor const&, OrganizationFields const&, Timestamp now);
Organization edit_organization(Tx&, Actor const&, OrganizationId, json::object const& changes, std::int64_t version,
                               Timestamp now);
// Customers keep it; nobody new joins it.
Organization archive_organization(Tx&, Actor const&, OrganizationId, Timestamp now);
// Throws Error::not_found.
Organization organization_of(Tx&, OrganizationId);
// Throws Error::invalid for `field` when there is none, or it is archived.
Organization require_organization(Tx&, OrganizationId, std::string const& field);
std::vector<Organization> organizations_by_name(Tx&, std::string const& prefix, std::string const& after, int limit);

// Names for a page of ids; unknown ids are left out.
db::Names organization_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_organization_tables(Tx&);

} // namespace baton
