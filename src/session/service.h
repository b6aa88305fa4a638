// Use cases of signing in: sessions, API tokens, passwords. Each runs inside the caller's unit of work; what
// needs the slow password hash takes it ready-made.
#pragma once
#include "session/session.h"

namespace baton {

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

// Also ends his sessions.
void change_password(Tx&, Actor const&, UserId, std::string const& password_hash);

WithSecret<Session> start_session(Tx&, NewSession const&, Timestamp now);
std::vector<Session> sessions_of(Tx&, Actor const&, Timestamp now);
// Throws Error::not_found for a session that is not his own.
void end_session(Tx&, Actor const&, SessionId);
WithSecret<Token> create_token(Tx&, UserId, NewToken const&, Timestamp now);
// For himself. A token makes only tokens that may no more than it may.
WithSecret<Token> create_own_token(Tx&, Actor const&, NewToken, Timestamp now);
std::vector<Token> tokens_of(Tx&, Actor const&);
void revoke_token(Tx&, Actor const&, TokenId);

// Throws db::DbError naming a missing column.
void check_session_tables(Tx&);

} // namespace baton
