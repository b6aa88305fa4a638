// Use cases of people, sessions and tokens. Each runs inside the caller's unit of work; what needs
// the slow password hash takes it ready-made.
#pragma once
#include "db/names.h"
#include "user/user.h"

namespace baton {

struct NewUser {
    Text<1, 100> login;
    Text<1, 100> name;
    Text<1, 200> password;
    std::optional<Text<1, 200>> email;
    std::vector<DepartmentId> department_ids;
    std::vector<Text<1, 100>> roles; // names
};
DESCRIBE(NewUser, (), (login, name, password, email, department_ids, roles));
void check(NewUser const&, Problems&);

struct NewSession {
    UserId user_id{};
    std::string remote_address;
    std::string user_agent;
};

struct NewToken {
    Text<1, 100> name;
    std::vector<Text<1, 100>> scopes; // permission words; empty = all of the user's
    std::optional<Timestamp> expires_at;
};
DESCRIBE(NewToken, (), (name, scopes, expires_at));

template <class T> struct WithSecret {
    T stored;
    std::string secret; // shown this once
};

// Who a session or API token stands for; absent when unknown, expired or archived.
std::optional<Actor> authenticate(Tx&, std::string const& secret, Timestamp now);

User create_user(Tx&, Actor const&, NewUser const&, std::string const& password_hash, Timestamp now);
// Also ends his sessions.
void change_password(Tx&, Actor const&, UserId, std::string const& password_hash);
std::optional<User> user_by_login(Tx&, std::string const& login);
// Throws Error::invalid for `field` when there is no such user.
User require_user(Tx&, UserId, std::string const& field);
User user_of(Tx&, Actor const&);
std::vector<User> users_after(Tx&, UserId after, int limit);
bool has_users(Tx&);
void set_presence(Tx&, Actor const&, Presence);

Role create_role(Tx&, std::string const& name, Permissions const&, Timestamp now);

WithSecret<Session> start_session(Tx&, NewSession const&, Timestamp now);
std::vector<Session> sessions_of(Tx&, Actor const&, Timestamp now);
// Throws Error::not_found for a session that is not his own.
void end_session(Tx&, Actor const&, SessionId);
WithSecret<Token> create_token(Tx&, UserId, NewToken const&, Timestamp now);
// For himself. A token makes only tokens that may no more than it may.
WithSecret<Token> create_own_token(Tx&, Actor const&, NewToken, Timestamp now);
std::vector<Token> tokens_of(Tx&, Actor const&);
void revoke_token(Tx&, Actor const&, TokenId);

// Names for a page of ids; unknown ids are left out.
db::Names user_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_user_tables(Tx&);

} // namespace baton
