// What an empty installation gets, so that the first request works at once: department 客服部 led by
// the administrator, roles, type 咨询, the six statuses, due times.
#pragma once
#include "db/database.h"
#include "tenant/tenant.h"

namespace baton {

// The administrator's password when one was made up here; "" when it was given or nothing was empty.
// Safe to call at every start, also by several nodes at once.
std::string install_if_empty(db::Database&, std::string const& admin_password, Timestamp at = now());

struct NewTenant {
    std::string name;
    std::vector<std::string> hosts;
    std::string admin_password; // "" = one is made up
};
struct InstalledTenant {
    TenantId id{};
    std::string made_up_password; // "" when it was given
};
// A further tenant with all that an empty installation gets. Throws Error::invalid for "name" and "host".
InstalledTenant create_tenant(db::Database&, NewTenant const&);

// Every described row type has its columns. Throws db::DbError naming the first that is missing.
void check_schema(db::Database&);
void check_schema(db::Tx&);

} // namespace baton
