#include "user/service.h"

#include "customer/customer.h"
#include "department/service.h"
#include "password/password.h"
#include "user/store.h"

namespace baton {
namespace {

constexpr std::size_t most_memberships = 100;

void join_departments(Tx& tx, UserId user, std::vector<DepartmentId> const& ids, Problems& problems) {
    for (std::size_t i = 0; i < ids.size(); ++i)
        problems.take([&] {
            require_department(tx, ids[i], "department_ids[" + std::to_string(i) + "]");
            join_department(tx, ids[i], user);
        });
}

void give_roles(Tx& tx, UserId user, std::vector<Text<1, 100>> const& names, Problems& problems) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (auto const role = find_role(tx, names[i])) give_role(tx, user, role->id);
        else problems.add("roles[" + std::to_string(i) + "]", "There is no such role.");
}

} // namespace

void check(NewUser const& user, Problems& problems) {
    if (user.email && !normal_email(*user.email)) problems.add("email", "is not a mail address");
    if (user.department_ids.size() > most_memberships) problems.add("department_ids", "must have at most 100 entries");
    if (user.roles.size() > most_memberships) problems.add("roles", "must have at most 100 entries");
    auto const problem =
        user.password.empty() || user.login.empty() ? "" : password_problem(user.password, user.login, user.name);
    if (!problem.empty()) problems.add("password", problem);
}

User create_user(Tx& tx, Actor const& actor, NewUser const& input, std::string const& password_hash, Timestamp now) {
    actor.require(Permission::users_manage);
    User user{tx.next_id<UserId>(now),
              normal_login(input.login),
              input.name,
              {},
              password_hash,
              Presence::offline,
              now,
              {},
              1,
              {},
              {},
              {},
              {},
              {}};
    if (input.email) user.email = *input.email;
    Problems problems;
    if (find_user_by_login(tx, user.login)) problems.add("login", "This login is taken.");
    else insert_user(tx, user);
    join_departments(tx, user.id, input.department_ids, problems);
    give_roles(tx, user.id, input.roles, problems);
    problems.raise();
    return user;
}

void set_password_hash(Tx& tx, UserId id, std::string const& password_hash) { save_password(tx, id, password_hash); }

User known_user(Tx& tx, UserId id) {
    auto user = find_user(tx, id);
    if (!user) throw Error(ErrorCode::not_found, "There is no such user.");
    return *std::move(user);
}

std::optional<User> user_by_login(Tx& tx, std::string const& login) {
    return find_user_by_login(tx, normal_login(login));
}

User require_user(Tx& tx, UserId id, std::string const& field) {
    auto user = find_user(tx, id);
    if (!user) throw Error(ErrorCode::invalid, field, "There is no such user.");
    return *std::move(user);
}

User user_of(Tx& tx, Actor const& actor) {
    auto user = actor.user ? find_user(tx, *actor.user) : std::nullopt;
    if (!user) throw Error(ErrorCode::unauthenticated, "This account no longer exists.");
    return *std::move(user);
}

std::vector<User> users_after(Tx& tx, UserId after, int limit) { return list_users(tx, after, limit); }
bool has_users(Tx& tx) { return any_user(tx); }

std::optional<Presence> lock_presence(Tx& tx, UserId user) { return lock_and_find_presence(tx, user); }
void write_presence(Tx& tx, UserId user, Presence presence) { save_presence(tx, user, presence); }

Actor actor_of(Tx& tx, UserId id, std::string name) {
    return {.tenant = tx.tenant(),
            .kind = ActorKind::agent,
            .user = id,
            .name = std::move(name),
            .permissions = permissions_of_user(tx, id),
            .reach = reach_of_user(tx, id)};
}

Permissions permissions_of_user(Tx& tx, UserId user) {
    auto const read = [&]() -> std::optional<Permissions> {
        Permissions all;
        for (auto const& word : permission_words_of(tx, user))
            if (auto const p = permission_from(word)) all.insert(*p);
        return all;
    };
    return tx.remember<Permissions>({"user_roles", "roles"}, std::to_string(user.value), read).value();
}

Role create_role(Tx& tx, std::string const& name, Permissions const& permissions, Timestamp now) {
    Role role{tx.next_id<RoleId>(now), name, {}, {}, 1};
    for (auto const p : permissions) role.permissions.push_back(permission_word(p));
    insert_role(tx, role);
    return role;
}

} // namespace baton
