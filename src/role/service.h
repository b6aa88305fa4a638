// Use cases of roles. Each runs inside the caller's unit of work. Nobody grants a permission he has not himself, and
// somebody who may manage people is always left.
#pragma once
#include "db/tx.h"
#include "role/role.h"
#include "user/actor.h"

namespace baton {

Role create_role(Tx&, Actor const&, RoleFields const&, Timestamp now);
Role edit_role(Tx&, Actor const&, RoleId, json::object const& changes, std::int64_t version, Timestamp now);
// Refused (Error::conflict) while somebody has it.
void archive_role(Tx&, Actor const&, RoleId, Timestamp now);
std::vector<Role> all_roles(Tx&);
std::vector<Role> roles_of_user(Tx&, UserId);
// What his roles allow.
Permissions permissions_of_user(Tx&, UserId);
// His roles are then those with these names. Adds problems below "roles".
void set_roles(Tx&, Actor const&, UserId, std::vector<Text<1, 100>> const& names, Problems&);
// Throws Error::conflict when nobody who may manage people would be left. To be asked after the change, in its unit,
// which has locked the tenant.
void require_a_manager(Tx&);

// Throws db::DbError naming a missing column.
void check_role_tables(Tx&);

} // namespace baton
