#include "user/service.h"

#include "base/hash.h"
#include "customer/customer.h"
#include "department/service.h"
#include "user/store.h"

namespace baton {
namespace {

constexpr std::string_view session_prefix = "bs_", token_prefix = "bt_";
constexpr std::size_t secret_bytes = 32, most_memberships = 100;

std::string new_secret(std::string_view prefix) {
    return std::string(prefix) + base64url(random_bytes<secret_bytes>());
}
std::string hash_of(std::string_view secret) { return hex(sha256(secret)); }

Permissions permissions_of(Tx& tx, SignedIn const& who) {
    Permissions own;
    for (auto const& word : permission_words_of(tx, who.user_id))
        if (auto const p = permission_from(word)) own.insert(*p);
    if (who.scopes.empty()) return own;
    Permissions narrowed;
    for (auto const& word : who.scopes)
        if (auto const p = permission_from(word); p && own.contains(*p)) narrowed.insert(*p);
    return narrowed;
}

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

void check_scopes(std::vector<Text<1, 100>> const& scopes) {
    Problems problems;
    for (std::size_t i = 0; i < scopes.size(); ++i)
        if (!permission_from(scopes[i])) problems.add("scopes[" + std::to_string(i) + "]", "is not a permission");
    problems.raise();
}

} // namespace

void check(NewUser const& user, Problems& problems) {
    if (user.email && !normal_email(*user.email)) problems.add("email", "is not a mail address");
    if (user.department_ids.size() > most_memberships) problems.add("department_ids", "must have at most 100 entries");
    if (user.roles.size() > most_memberships) problems.add("roles", "must have at most 100 entries");
    auto const problem = user.password.empty() || user.login.empty() ? "" : password_problem(user.password, user.login);
    if (!problem.empty()) problems.add("password", problem);
}

std::optional<Actor> authenticate(Tx& tx, std::string const& secret, Timestamp now) {
    bool const session = secret.starts_with(session_prefix);
    if (!session && !secret.starts_with(token_prefix)) return std::nullopt;
    auto const who = session ? find_session(tx, hash_of(secret), now) : find_token(tx, hash_of(secret), now);
    if (!who) return std::nullopt;
    return Actor{tx.tenant(),    ActorKind::agent,         who->user_id,
                 who->user_name, permissions_of(tx, *who), who->session_id};
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
              1};
    if (input.email) user.email = *input.email;
    Problems problems;
    if (find_user_by_login(tx, user.login)) problems.add("login", "This login is taken.");
    else insert_user(tx, user);
    join_departments(tx, user.id, input.department_ids, problems);
    give_roles(tx, user.id, input.roles, problems);
    problems.raise();
    return user;
}

void change_password(Tx& tx, Actor const& actor, UserId id, std::string const& password_hash) {
    if (actor.user != id) actor.require(Permission::users_manage);
    save_password(tx, id, password_hash);
    delete_sessions(tx, id);
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

void set_presence(Tx& tx, Actor const& actor, Presence presence) { save_presence(tx, user_of(tx, actor).id, presence); }

Role create_role(Tx& tx, std::string const& name, Permissions const& permissions, Timestamp now) {
    Role role{tx.next_id<RoleId>(now), name, {}};
    for (auto const p : permissions) role.permissions.push_back(permission_word(p));
    insert_role(tx, role);
    return role;
}

WithSecret<Session> start_session(Tx& tx, NewSession const& input, Timestamp now) {
    auto secret = new_secret(session_prefix);
    Session session{tx.next_id<SessionId>(now),
                    input.user_id,
                    hash_of(secret),
                    now,
                    after_seconds(now, session_lifetime_s),
                    input.remote_address,
                    std::string(clip(as_utf8(input.user_agent), 300))};
    insert_session(tx, session);
    return {std::move(session), std::move(secret)};
}

std::vector<Session> sessions_of(Tx& tx, Actor const& actor, Timestamp now) {
    return list_sessions(tx, user_of(tx, actor).id, now);
}

void end_session(Tx& tx, Actor const& actor, SessionId id) {
    if (!delete_session(tx, user_of(tx, actor).id, id)) throw Error(ErrorCode::not_found, "There is no such session.");
}

WithSecret<Token> create_token(Tx& tx, UserId user, NewToken const& input, Timestamp now) {
    check_scopes(input.scopes);
    if (input.expires_at && *input.expires_at <= now)
        throw Error(ErrorCode::invalid, "expires_at", "must be in the future");
    auto secret = new_secret(token_prefix);
    Token token{
        tx.next_id<TokenId>(now), user, input.name, hash_of(secret), {input.scopes.begin(), input.scopes.end()}, now,
        input.expires_at};
    insert_token(tx, token);
    return {std::move(token), std::move(secret)};
}

WithSecret<Token> create_own_token(Tx& tx, Actor const& actor, NewToken input, Timestamp now) {
    auto const user = user_of(tx, actor).id;
    if (actor.session) return create_token(tx, user, input, now);
    Problems problems;
    for (std::size_t i = 0; i < input.scopes.size(); ++i)
        if (auto const p = permission_from(input.scopes[i]); p && !actor.may(*p))
            problems.add("scopes[" + std::to_string(i) + "]", "is more than this token may");
    problems.raise();
    if (input.scopes.empty()) // no narrowing would mean all that the user may
        for (auto const p : actor.permissions) input.scopes.emplace_back(permission_word(p));
    if (input.scopes.empty()) throw Error(ErrorCode::forbidden, "This token may do nothing that another could.");
    return create_token(tx, user, input, now);
}

std::vector<Token> tokens_of(Tx& tx, Actor const& actor) { return list_tokens(tx, user_of(tx, actor).id); }

void revoke_token(Tx& tx, Actor const& actor, TokenId id) {
    if (!delete_token(tx, user_of(tx, actor).id, id)) throw Error(ErrorCode::not_found, "There is no such token.");
}

} // namespace baton
