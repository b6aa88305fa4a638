// Rows in, rows out. The only place that knows the tables of sessions and tokens.
#pragma once
#include "db/tx.h"
#include "session/session.h"

namespace baton {

// A session or token with the person behind it, as one sign-in check needs it.
struct SignedIn {
    UserId user_id{};
    std::string user_name;
    std::optional<SessionId> session_id;
    std::vector<std::string> scopes; // of a token; empty = no narrowing
};

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
