// How people and programs are signed in: sessions and API tokens. Both are random secrets, shown once and
// stored as hashes.
#pragma once
#include "user/user.h"

namespace baton {

struct TokenTag;
using TokenId = Id<TokenTag>;

struct Session {
    SessionId id{};
    UserId user_id{};
    std::string token_hash;
    Timestamp created_at{};
    Timestamp expires_at{};
    std::string remote_address;
    std::string user_agent;
};
DESCRIBE(Session, (), (id, user_id, token_hash, created_at, expires_at, remote_address, user_agent));

struct Token {
    TokenId id{};
    UserId user_id{};
    std::string name;
    std::string token_hash;
    std::vector<std::string> scopes; // permission words; empty = all of the user's
    Timestamp created_at{};
    std::optional<Timestamp> expires_at;
};
DESCRIBE(Token, (), (id, user_id, name, token_hash, scopes, created_at, expires_at));

inline constexpr std::string_view session_prefix = "bs_", token_prefix = "bt_";

// Secrets name their tenant, so that they are found without a search over tenants: "bs_2.…" is a session, "bt_2.…" an
// API token. Without a number it is one of tenant 1; absent for what is no secret of ours.
std::optional<TenantId> tenant_of_secret(std::string_view secret);

inline constexpr std::int64_t session_lifetime_s = 14 * 24 * 3600;

} // namespace baton
