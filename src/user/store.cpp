#include "user/store.h"

#include "db/check_table.h"
#include "user/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<User> = "users";
template <> inline constexpr std::string_view table<Skill> = "user_skills";
} // namespace baton::db

namespace baton {

void insert_user(Tx& tx, User const& u) { tx.insert(u); }

std::optional<User> find_user(Tx& tx, UserId id) {
    return tx.find<User>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::optional<User> find_person(Tx& tx, UserId id) {
    return tx.find<User>("where tenant_id = $1 and id = $2", tx.tenant(), id);
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

void save_user(Tx& tx, User const& user) { tx.update<User>(user.id, user); }

bool is_login_taken(Tx& tx, std::string const& login) {
    return tx.value<std::int64_t>("select 1 from users where tenant_id = $1 and login = $2", tx.tenant(), login)
        .has_value();
}

std::vector<Skill> skills_of(Tx& tx, UserId user) {
    return tx.select<Skill>("where tenant_id = $1 and user_id = $2 order by skill", tx.tenant(), user);
}

void replace_skills(Tx& tx, UserId user, std::vector<Skill> const& skills) {
    tx.exec("delete from user_skills where tenant_id = $1 and user_id = $2", tx.tenant(), user);
    for (auto const& s : skills)
        tx.exec("insert into user_skills (tenant_id, user_id, skill, level, expires_at) values ($1, $2, $3, $4, $5)",
                tx.tenant(), user, s.skill, s.level, s.expires_at);
}

db::Names user_names(Tx& tx, std::vector<std::int64_t> const& ids) { return db::names_of(tx, "users", "name", ids); }

void check_user_tables(Tx& tx) { db::check_table<User>(tx); }

} // namespace baton
