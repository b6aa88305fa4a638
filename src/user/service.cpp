#include "user/service.h"

#include "department/service.h"
#include "password/password.h"
#include "push/service.h"
#include "role/service.h"
#include "session/service.h"
#include "tenant/service.h"
#include "user/person.h"
#include "user/store.h"

namespace baton {
namespace {

void record_user(Tx& tx, Actor const& actor, EventKind kind, User const& user, json::object data, Timestamp now) {
    data["user_id"] = std::to_string(user.id.value);
    data["login"] = user.login;
    record_change(tx, actor, kind, std::move(data), now);
}

// Everything but what other tables hold.
void put_fields(User& user, UserFields const& fields) {
    user.name = fields.name;
    user.email = fields.email ? std::optional<std::string>(*fields.email) : std::nullopt;
    user.capacity = fields.capacity;
    user.languages = {fields.languages.begin(), fields.languages.end()};
    user.location = fields.location;
    user.region = fields.region;
    user.expires_at = fields.expires_at;
}

void put_relations(Tx& tx, Actor const& actor, UserId id, UserFields const& before, UserFields const& after,
                   Problems& problems) {
    if (before.department_ids != after.department_ids) set_departments(tx, id, after.department_ids, problems);
    if (before.roles != after.roles) set_roles(tx, actor, id, after.roles, problems);
    if (before.skills != after.skills) replace_skills(tx, id, after.skills);
}

// Mail addresses stay out of the log: that it changed is enough.
json::object change_of(Change const& change) {
    if (change.field == "email") return {{"field", change.field}};
    return {{"field", change.field}, {"before", change.before}, {"after", change.after}};
}

} // namespace

void check(NewUser const& user, Problems& problems) {
    check(static_cast<UserFields const&>(user), problems);
    auto const problem =
        user.password.empty() || user.login.empty() ? "" : password_problem(user.password, user.login, user.name);
    if (!problem.empty()) problems.add("password", problem);
}

UserFields fields_of(Tx& tx, User const& user) {
    UserFields fields;
    fields.name = user.name;
    if (user.email) fields.email = *user.email;
    for (auto const& d : departments_of_user(tx, user.id)) fields.department_ids.push_back(d.id);
    for (auto const& role : roles_of_user(tx, user.id)) fields.roles.push_back(role.name);
    fields.skills = skills_of(tx, user.id);
    fields.capacity = user.capacity;
    fields.languages = {user.languages.begin(), user.languages.end()};
    fields.location = user.location;
    fields.region = user.region;
    fields.expires_at = user.expires_at;
    return fields;
}

User create_user(Tx& tx, Actor const& actor, NewUser const& input, std::string const& password_hash, Timestamp now) {
    actor.require(Permission::users_manage);
    User user;
    user.id = tx.next_id<UserId>(now);
    user.login = normal_login(input.login);
    user.password_hash = password_hash;
    user.created_at = now;
    put_fields(user, input);
    Problems problems;
    if (is_login_taken(tx, user.login)) problems.add("login", "This login is taken.");
    else insert_user(tx, user);
    put_relations(tx, actor, user.id, {}, input, problems);
    problems.raise();
    record_user(
        tx, actor, EventKind::user_created, user,
        {{"name", user.name}, {"roles", to_json(input.roles)}, {"department_ids", to_json(input.department_ids)}}, now);
    return user;
}

User edit_user(Tx& tx, Actor const& actor, UserId id, json::object const& changes, std::int64_t version,
               Timestamp now) {
    actor.require(Permission::users_manage);
    lock_tenant(tx);
    auto user = known_user(tx, id);
    auto const before = fields_of(tx, user);
    if (user.version != version)
        throw Error::conflict("The user was changed meanwhile.", to_json(person_view(user, before)));
    auto after = before;
    patch_json(changes, after);
    auto const differences = diff(before, after);
    if (differences.empty()) return user;
    put_fields(user, after);
    ++user.version;
    save_user(tx, user);
    Problems problems;
    put_relations(tx, actor, id, before, after, problems);
    problems.raise();
    require_a_manager(tx);
    for (auto const& d : differences) record_user(tx, actor, EventKind::user_changed, user, change_of(d), now);
    return user;
}

void archive_user(Tx& tx, Actor const& actor, UserId id, Timestamp now) {
    actor.require(Permission::users_manage);
    lock_tenant(tx);
    auto user = known_user(tx, id);
    if (auto const led = departments_led_by(tx, id); !led.empty())
        throw Error(ErrorCode::conflict, user.name + " leads " + led.front().name + ". Name another lead first.");
    user.archived_at = now;
    ++user.version;
    save_user(tx, user);
    require_a_manager(tx);
    end_all_access(tx, id);
    forget_subscriptions(tx, id);
    record_user(tx, actor, EventKind::user_archived, user, {{"name", user.name}}, now);
}

bool is_let_in(Tx& tx, UserId id, Timestamp now) {
    auto const user = find_user(tx, id);
    return user && (!user->expires_at || *user->expires_at > now);
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

} // namespace baton
