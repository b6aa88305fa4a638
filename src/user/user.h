// People who work here and how they sign in: values and rules. Passwords are Argon2id at 19 MiB;
// tokens are random, shown once and stored as hashes.
#pragma once
#include "department/department.h"
#include "user/actor.h"

namespace baton {

struct RoleTag;
using RoleId = Id<RoleTag>;
struct TokenTag;
using TokenId = Id<TokenTag>;

BOOST_DEFINE_ENUM_CLASS(Presence, online, away, offline)

struct User {
    UserId id{};
    std::string login;
    std::string name;
    std::optional<std::string> email;
    std::string password_hash;
    Presence presence = Presence::offline;
    Timestamp created_at{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(User, (), (id, login, name, email, password_hash, presence, created_at, archived_at, version));

struct Role {
    RoleId id{};
    std::string name;
    std::vector<std::string> permissions; // words
};
DESCRIBE(Role, (), (id, name, permissions));

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

inline constexpr std::int64_t session_lifetime_s = 14 * 24 * 3600;
inline constexpr std::size_t min_password_length = 10;

// Lower case (ASCII); logins are compared so.
std::string normal_login(std::string_view);
// "" when the password will do, else what is wrong with it.
std::string password_problem(std::string_view password, std::string_view login);

} // namespace baton
