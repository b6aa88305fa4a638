// Rows in, rows out. The only place that knows roles and who has them.
#pragma once
#include "db/tx.h"
#include "role/role.h"
#include "user/actor.h"

namespace baton {

void insert_role(Tx&, Role const&);
void save_role(Tx&, Role const&);
std::optional<Role> find_role(Tx&, RoleId);
std::vector<Role> list_roles(Tx&);
void insert_user_role(Tx&, UserId, RoleId);
void delete_user_roles(Tx&, UserId);
std::vector<UserId> users_with_role(Tx&, RoleId, int limit);
// Of the roles, has one a person whose account goes on without end?
bool is_held_for_good(Tx&, std::vector<RoleId> const&);

} // namespace baton
