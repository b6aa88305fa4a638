#include "user/store.h"

#include "db/check_table.h"
#include "user/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<StoredUser> = "users";
template <> inline constexpr std::string_view table<Skill> = "user_skills";
} // namespace baton::db

namespace baton {

namespace {

constexpr std::string_view email_field = "users.email";

db::Blob sealed(Tx& tx, std::string const& email) { return tx.vault().encrypt(tx.tenant(), email_field, email); }

StoredUser stored(Tx& tx, User const& user) {
    StoredUser row = user;
    row.sealed_email = user.email ? std::optional(sealed(tx, *user.email)) : std::nullopt;
    return row;
}

User opened(Tx& tx, StoredUser row) {
    User user{std::move(row), {}};
    if (user.sealed_email) user.email = tx.vault().decrypt(tx.tenant(), email_field, *user.sealed_email);
    return user;
}

std::optional<User> opened(Tx& tx, std::optional<StoredUser> row) {
    return row ? std::optional(opened(tx, *std::move(row))) : std::nullopt;
}

} // namespace

void insert_user(Tx& tx, User const& user) { tx.insert(stored(tx, user)); }

std::optional<User> find_user(Tx& tx, UserId id) {
    return opened(tx, tx.find<StoredUser>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id));
}

std::optional<User> find_person(Tx& tx, UserId id) {
    return opened(tx, tx.find<StoredUser>("where tenant_id = $1 and id = $2", tx.tenant(), id));
}

std::optional<User> find_user_by_login(Tx& tx, std::string const& login) {
    return opened(
        tx, tx.find<StoredUser>("where tenant_id = $1 and login = $2 and archived_at is null", tx.tenant(), login));
}

std::vector<User> list_users(Tx& tx, UserId after, int limit) {
    std::vector<User> users;
    for (auto& row : tx.select<StoredUser>("where tenant_id = $1 and id > $2 and archived_at is null order by id"
                                           " limit $3",
                                           tx.tenant(), after, limit))
        users.push_back(opened(tx, std::move(row)));
    return users;
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

void save_user(Tx& tx, User const& user) { tx.update<StoredUser>(user.id, stored(tx, user)); }

int seal_clear_emails(Tx& tx, int limit) {
    std::vector<std::pair<UserId, std::string>> clear;
    tx.query(
        "select id, clear_email from users where tenant_id = $1 and clear_email is not null order by id limit $2",
        [&](db::Row const& row) { clear.emplace_back(UserId{row.integer(0)}, row.bytes(1)); }, tx.tenant(), limit);
    for (auto const& [id, email] : clear)
        tx.exec("update users set sealed_email = coalesce(sealed_email, $3), clear_email = null"
                " where tenant_id = $1 and id = $2",
                tx.tenant(), id, sealed(tx, email));
    return int(clear.size());
}

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

void check_user_tables(Tx& tx) { db::check_table<StoredUser>(tx); }

} // namespace baton
