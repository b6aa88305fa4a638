// People who work here: values and rules.
#pragma once
#include "department/department.h"
#include "user/actor.h"

namespace baton {

struct RoleTag;
using RoleId = Id<RoleTag>;

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

// What everyone may know of a colleague.
struct UserView {
    UserId id{};
    std::string login;
    std::string name;
    std::optional<std::string> email;
    Presence presence = Presence::offline;
    std::int64_t version = 1;
};
DESCRIBE(UserView, (), (id, login, name, email, presence, version));
UserView view(User const&);

struct Role {
    RoleId id{};
    std::string name;
    std::vector<std::string> permissions; // words
};
DESCRIBE(Role, (), (id, name, permissions));

// Lower case (ASCII); logins are compared so.
std::string normal_login(std::string_view);

} // namespace baton
