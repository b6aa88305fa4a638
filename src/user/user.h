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
    std::optional<Timestamp> expires_at;  // from then on he is not let in
    std::optional<std::int64_t> capacity; // how many unfinished tickets he takes at most; absent = no limit
    std::vector<std::string> languages;   // "zh-CN", "en"
    std::string location;                 // free text: "浦东仓 2 号楼"
    std::string region;                   // what routing compares: "上海"
};
DESCRIBE(User, (),
         (id, login, name, email, password_hash, presence, created_at, archived_at, version, expires_at, capacity,
          languages, location, region));

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
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Role, (), (id, name, permissions, archived_at, version));

// Lower case (ASCII); logins are compared so.
std::string normal_login(std::string_view);

} // namespace baton
