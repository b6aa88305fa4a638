#include "user/store.h"

#include "db/check_table.h"
#include "user/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<User> = "users";
template <> inline constexpr std::string_view table<Role> = "roles";
} // namespace baton::db

namespace baton {

void insert_user(Tx& tx, User const& u) { tx.insert(u); }

std::optional<User> find_user(Tx& tx, UserId id) {
    return tx.find<User>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::optional<User> find_person(Tx& tx, UserId id) {
    return tx.find<User>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::vector<Role> roles_of_user(Tx& tx, UserId user) {
    return tx.select<Role>("where tenant_id = $1 and archived_at is null and id in"
                           " (select role_id from user_roles where tenant_id = $1 and user_id = $2) order by id",
                           tx.tenant(), user);
}

std::optional<User> find_user_by_login(Tx& tx, std::string const& login) {
    return tx.find<User>("where tenant_id = $1 and login = $2 and archived_at is null", tx.tenant(), login);
}

std::vector<User> list_users(Tx& tx, UserId after, int limit) {
    return tx.select<User>("where tenant_id = $1 and id > $2 and archived_at is null order by id limit $3", tx.tenant(),
                           after, limit);
}

bool any_user(Tx& tx) {
    return tx.value<std::int64_t>("select 1 from users where tenant_id = $1 limit 1", tx.tenant()).has_value();
}

void save_password(Tx& tx, UserId id, std::string const& hash) {
    tx.exec("update users set password_hash = $3, version = version + 1 where tenant_id = $1 and id = $2", tx.tenant(),
            id, hash);
}

std::optional<Presence> lock_and_find_presence(Tx& tx, UserId id) {
    tx.exec("update users set presence = presence where tenant_id = $1 and id = $2", tx.tenant(), id);
    return tx.value<Presence>("select presence from users where tenant_id = $1 and id = $2 and archived_at is null",
                              tx.tenant(), id);
}

void save_presence(Tx& tx, UserId id, Presence presence) {
    tx.exec("update users set presence = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, presence);
}

void insert_role(Tx& tx, Role const& r) { tx.insert(r); }

std::optional<Role> find_role(Tx& tx, std::string const& name) {
    return tx.find<Role>("where tenant_id = $1 and name = $2 and archived_at is null", tx.tenant(), name);
}

void give_role(Tx& tx, UserId user, RoleId role) {
    tx.exec("insert into user_roles (tenant_id, user_id, role_id) values ($1, $2, $3) on conflict do nothing",
            tx.tenant(), user, role);
}

std::vector<std::string> permission_words_of(Tx& tx, UserId user) {
    std::vector<std::string> all;
    for (auto const& role : roles_of_user(tx, user))
        all.insert(all.end(), role.permissions.begin(), role.permissions.end());
    return all;
}

db::Names user_names(Tx& tx, std::vector<std::int64_t> const& ids) { return db::names_of(tx, "users", "name", ids); }

void check_user_tables(Tx& tx) {
    db::check_table<User>(tx);
    db::check_table<Role>(tx);
}

} // namespace baton
