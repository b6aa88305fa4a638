#include "role/store.h"

#include "db/check_table.h"
#include "role/service.h"

template <> inline constexpr std::string_view baton::db::table<baton::Role> = "roles";

namespace baton {

void insert_role(Tx& tx, Role const& role) { tx.insert(role); }
void save_role(Tx& tx, Role const& role) { tx.update<Role>(role.id, role); }

std::optional<Role> find_role(Tx& tx, RoleId id) {
    return tx.find<Role>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::vector<Role> list_roles(Tx& tx) {
    return tx.select<Role>("where tenant_id = $1 and archived_at is null order by id", tx.tenant());
}

std::vector<Role> roles_of_user(Tx& tx, UserId user) {
    return tx.select<Role>("where tenant_id = $1 and archived_at is null and id in"
                           " (select role_id from user_roles where tenant_id = $1 and user_id = $2) order by id",
                           tx.tenant(), user);
}

void insert_user_role(Tx& tx, UserId user, RoleId role) {
    tx.exec("insert into user_roles (tenant_id, user_id, role_id) values ($1, $2, $3) on conflict do nothing",
            tx.tenant(), user, role);
}

void delete_user_roles(Tx& tx, UserId user) {
    tx.exec("delete from user_roles where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

std::vector<UserId> users_with_role(Tx& tx, RoleId role, int limit) {
    std::vector<UserId> users;
    tx.query(
        "select u.id from user_roles r join users u on u.tenant_id = r.tenant_id and u.id = r.user_id"
        " where r.tenant_id = $1 and r.role_id = $2 and u.archived_at is null limit $3",
        [&](db::Row const& row) { users.push_back(UserId{row.integer(0)}); }, tx.tenant(), role, limit);
    return users;
}

bool is_held_for_good(Tx& tx, std::vector<RoleId> const& roles) {
    for (auto const role : roles)
        if (tx.value<std::int64_t>(
                "select 1 from user_roles r join users u on u.tenant_id = r.tenant_id and u.id = r.user_id"
                " where r.tenant_id = $1 and r.role_id = $2 and u.archived_at is null and u.expires_at is null limit 1",
                tx.tenant(), role))
            return true;
    return false;
}

void check_role_tables(Tx& tx) { db::check_table<Role>(tx); }

} // namespace baton
