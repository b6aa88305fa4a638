// Rows in, rows out. The only place that knows the tables of users, roles, sessions and tokens.
#pragma once
#include "db/tx.h"
#include "user/user.h"

namespace baton {

// A session or token with the person behind it, as one sign-in check needs it.
struct SignedIn {
    UserId user_id{};
    std::string user_name;
    std::optional<SessionId> session_id;
    std::vector<std::string> scopes; // of a token; empty = no narrowing
};

void insert_user(Tx&, User const&);
std::optional<User> find_user(Tx&, UserId);
std::optional<User> find_user_by_login(Tx&, std::string const& login);
std::vector<User> list_users(Tx&, UserId after, int limit);
bool any_user(Tx&);
void save_password(Tx&, UserId, std::string const& hash);
void save_presence(Tx&, UserId, Presence);

void insert_role(Tx&, Role const&);
std::optional<Role> find_role(Tx&, std::string const& name);
void give_role(Tx&, UserId, RoleId);
std::vector<std::string> permission_words_of(Tx&, UserId);

void insert_session(Tx&, Session const&);
std::vector<Session> list_sessions(Tx&, UserId, Timestamp now);
bool delete_session(Tx&, UserId, SessionId);
void delete_sessions(Tx&, UserId);
void insert_token(Tx&, Token const&);
std::vector<Token> list_tokens(Tx&, UserId);
bool delete_token(Tx&, UserId, TokenId);

std::optional<SignedIn> find_session(Tx&, std::string const& token_hash, Timestamp now);
std::optional<SignedIn> find_token(Tx&, std::string const& token_hash, Timestamp now);

} // namespace baton
