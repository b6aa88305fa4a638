// How people and programs are signed in: sessions and API tokens. Both are random secrets, shown once and
// stored as hashes.
#pragma once
#include "base/address.h"
#include "user/user.h"

namespace baton {

struct Session {
    SessionId id{};
    UserId user_id{};
    std::string token_hash;
    Timestamp created_at{};
    Timestamp expires_at{};
    std::optional<Timestamp> used_at; // coarse; absent in sessions from before it was kept
    std::string remote_address;
    std::string user_agent;
};
DESCRIBE(Session, (), (id, user_id, token_hash, created_at, expires_at, used_at, remote_address, user_agent));

struct Token {
    TokenId id{};
    UserId user_id{};
    std::string name;
    std::string token_hash;
    std::vector<std::string> scopes;       // permission words; empty = all of the user's
    std::vector<std::string> allowed_from; // ranges; empty = anywhere
    std::optional<TokenId> parent_id;      // it was made with that token, and ends with it
    Timestamp created_at{};
    std::optional<Timestamp> expires_at;
    std::optional<Timestamp> used_at; // coarse
};
DESCRIBE(Token, (), (id, user_id, name, token_hash, scopes, allowed_from, parent_id, created_at, expires_at, used_at));

inline constexpr std::string_view session_prefix = "bs_", token_prefix = "bt_";

// Secrets name their tenant, so that they are found without a search over tenants: "bs_2.…" is a session, "bt_2.…" an
// API token. Without a number it is one of tenant 1; absent for what is no secret of ours.
std::optional<TenantId> tenant_of_secret(std::string_view secret);

inline constexpr std::int64_t session_lifetime_s = 14 * 24 * 3600;
inline constexpr std::int64_t session_idle_s = 3 * 24 * 3600;
// How coarse used_at is: a session or token in use is written to once in so long.
inline constexpr std::int64_t use_noted_every_s = 5 * 60;
// How long an address stays known after the last sign-in from there.
inline constexpr std::int64_t address_known_s = 30 * 24 * 3600;
inline constexpr std::size_t most_ranges = 100;

// Is this address inside the ranges? No ranges = anywhere.
bool is_allowed_from(std::vector<std::string> const& ranges, std::string_view address);
// Every text must be a range; names the wrong ones "ranges[2]".
void check_ranges(std::vector<Text<1, 100>> const& ranges, std::string const& field, Problems&);

} // namespace baton
