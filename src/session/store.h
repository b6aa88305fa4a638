// Rows in, rows out. The only place that knows the tables of sessions, tokens, credentials, known addresses and
// access lists.
#pragma once
#include "db/tx.h"
#include "session/session.h"

namespace baton {

// A session or token with the person behind it, as one check needs it.
struct SignedIn {
    UserId user_id{};
    std::string user_name;
    std::optional<SessionId> session_id;
    std::optional<TokenId> token_id;
    std::vector<std::string> scopes;       // of a token; empty = no narrowing
    std::vector<std::string> allowed_from; // of a token
    std::vector<std::string> tenant_ranges;
    std::optional<Timestamp> used_at;    // of a session also when it was never used: since when it is idle
    std::optional<Timestamp> expires_at; // of the session or token, or of the account when that is earlier
    bool must_change_password = false;
};

// Someone who tries to sign in.
struct Candidate {
    UserId user_id{};
    std::string password_hash;
    bool known_address = false;
    bool must_change_password = false;
    bool has_totp = false;
};

// A second factor; confirmed_at is absent until a code has confirmed it.
struct Totp {
    db::Blob secret; // sealed
    std::optional<Timestamp> confirmed_at;
    std::int64_t last_step = 0;
};

void insert_session(Tx&, Session const&);
std::vector<Session> list_sessions(Tx&, UserId, Timestamp now);
bool delete_session(Tx&, UserId, SessionId);
// Returns how many ended.
std::int64_t delete_sessions(Tx&, UserId, std::optional<SessionId> but);
std::int64_t sweep_sessions(Tx&, Timestamp now, int limit);
void delete_tokens(Tx&, UserId);
void insert_token(Tx&, Token const&);
std::vector<Token> list_tokens(Tx&, UserId);
std::optional<Token> load_token(Tx&, UserId, TokenId);
std::vector<TokenId> tokens_made_with(Tx&, UserId, TokenId);
bool delete_token(Tx&, UserId, TokenId);
void save_use(Tx&, SessionId, Timestamp now);
void save_use(Tx&, TokenId, Timestamp now);

std::optional<SignedIn> find_session(Tx&, std::string const& token_hash, Timestamp now);
std::optional<SignedIn> find_token(Tx&, std::string const& token_hash, Timestamp now);
// The same statement whether there is such a login or not.
std::optional<Candidate> find_candidate(Tx&, std::string const& login, std::string const& address_hash, Timestamp now);

void save_must_change_password(Tx&, UserId, bool);
void save_known_address(Tx&, UserId, std::string const& address_hash, Timestamp now);
void delete_known_addresses(Tx&, UserId);
std::int64_t sweep_known_addresses(Tx&, Timestamp now, int limit);
std::vector<std::string> load_access_ranges(Tx&);
void save_access_ranges(Tx&, std::vector<std::string> const&);

std::optional<Totp> find_totp(Tx&, UserId);
void save_totp_start(Tx&, UserId, db::Blob const& sealed_secret);
void confirm_totp_start(Tx&, UserId, std::int64_t step, Timestamp now);
// False when this step or a later one was spent already, also by a unit at the same time.
bool spend_totp_step(Tx&, UserId, std::int64_t step);
void delete_totp(Tx&, UserId);
void insert_recovery_code(Tx&, UserId, std::string const& code_hash);
bool delete_recovery_code(Tx&, UserId, std::string const& code_hash);
void delete_recovery_codes(Tx&, UserId);
std::int64_t recovery_codes_left(Tx&, UserId);

} // namespace baton
