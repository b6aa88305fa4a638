// Use cases of being signed in: sessions, API tokens, passwords, where from. Each runs inside the caller's unit of
// work; what needs the slow password hash takes it ready-made. Signing in itself is in sign_in.h.
#pragma once
#include "db/database.h"
#include "session/session.h"

namespace baton {

struct NewSession {
    UserId user_id{};
    std::string login;
    std::string remote_address;
    std::string user_agent;
};

struct NewToken {
    Text<1, 100> name;
    std::vector<Text<1, 100>> scopes; // permission words; empty = all of the user's
    std::optional<Timestamp> expires_at;
    std::vector<Text<1, 100>> allowed_from; // ranges; empty = anywhere
};
DESCRIBE(NewToken, (), (name, scopes, expires_at, allowed_from));

template <class T> struct WithSecret {
    T stored;
    std::string secret; // shown this once
};

struct Caller {
    Actor actor;
    bool use_is_stale = false; // note_use() is due
};

// Who a session or API token stands for; absent when unknown, expired, idle for too long or archived. Throws
// Error::forbidden when he may not come from this address.
std::optional<Caller> authenticate(Tx&, std::string const& secret, std::string const& remote_address, Timestamp now);
// Remembers, some time soon, that the session or token is in use.
void note_use(db::Database&, Actor const&, Timestamp now);

// By an administrator for someone else: `must_change` lets the next sign-in do nothing but change it.
struct NewPassword {
    UserId user_id{};
    std::string hash;
    bool must_change = false;
};
// Also ends his sessions, but for the one that asks. Throws Error::forbidden when the other may more than the actor.
void change_password(Tx&, Actor const&, NewPassword const&, Timestamp now);

// His sessions and tokens are no more.
void end_all_access(Tx&, UserId);

WithSecret<Session> start_session(Tx&, NewSession const&, Timestamp now);
// Of himself, or with users.manage of a colleague. A token with scopes is refused.
std::vector<Session> sessions_of(Tx&, Actor const&, UserId, Timestamp now);
void end_session(Tx&, Actor const&, UserId, SessionId, Timestamp now);
void end_sessions(Tx&, Actor const&, UserId, Timestamp now);
// Removes at most `limit` sessions that are over, and as many addresses nobody came from for long.
std::int64_t sweep_sessions_and_addresses(Tx&, Timestamp now, int limit);

// Throws Error::forbidden when the token that asks may less than the new one would.
WithSecret<Token> create_token(Tx&, Actor const&, UserId, NewToken const&, Timestamp now);
std::vector<Token> tokens_of(Tx&, Actor const&, UserId);
// And those made with it. A token with scopes may end itself only.
void revoke_token(Tx&, Actor const&, UserId, TokenId, Timestamp now);

// From where the people and tokens of the tenant may come; empty = anywhere.
std::vector<std::string> access_ranges(Tx&);
// Throws Error::invalid when the caller at `remote_address` ("" = the command line) would lock himself out.
void set_access_ranges(Tx&, Actor const&, std::vector<Text<1, 100>> const&, std::string const& remote_address,
                       Timestamp now);

// Himself, or someone he may manage and who may no more than he. Throws Error::forbidden or not_found.
void require_charge_of(Tx&, Actor const&, UserId);
// Throws Error::forbidden for a token with scopes: they say nothing about the account itself.
void require_whole(Actor const&);

// Throws db::DbError naming a missing column.
void check_session_tables(Tx&);

} // namespace baton
