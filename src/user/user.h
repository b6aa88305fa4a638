// People who work here: values and rules.
#pragma once
#include "department/department.h"
#include "user/actor.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(Presence, online, away, offline)

struct Skill {
    Text<1, 50> skill;
    std::int64_t level = 1;              // 1 to 5
    std::optional<Timestamp> expires_at; // of a qualification that must be renewed
    bool operator==(Skill const&) const = default;
};
DESCRIBE(Skill, (), (skill, level, expires_at));

// What who manages people may change of one.
struct UserFields {
    Text<1, 100> name;
    std::optional<Text<1, 200>> email;
    std::vector<DepartmentId> department_ids;
    std::vector<Text<1, 100>> roles; // names
    std::vector<Skill> skills;
    std::optional<std::int64_t> capacity; // how many tickets he is given at most (routing/routing.h); absent = no limit
    std::vector<Text<1, 35>> languages;   // BCP 47: "zh-CN", "en"
    Text<0, 200> location;                // free text: "浦东仓 2 号楼"
    Text<0, 100> region;                  // what routing compares: "上海"
    std::optional<Timestamp> expires_at;  // from then on he is not let in
    bool operator==(UserFields const&) const = default;
};
DESCRIBE(UserFields, (),
         (name, email, department_ids, roles, skills, capacity, languages, location, region, expires_at));
void check(UserFields const&, Problems&);

// The row.
struct StoredUser {
    UserId id{};
    std::string login;
    std::string name;
    std::optional<db::Blob> sealed_email;
    std::string password_hash;
    Presence presence = Presence::offline;
    Timestamp created_at{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
    std::optional<Timestamp> expires_at;  // from then on he is not let in
    std::optional<std::int64_t> capacity; // how many tickets he is given at most; absent = no limit
    std::vector<std::string> languages;   // "zh-CN", "en"
    std::string location;                 // free text: "浦东仓 2 号楼"
    std::string region;                   // what routing compares: "上海"
};
DESCRIBE(StoredUser, (),
         (id, login, name, sealed_email, password_hash, presence, created_at, archived_at, version, expires_at,
          capacity, languages, location, region));

struct User : StoredUser {
    std::optional<std::string> email; // what is sealed, once read; written from here
};

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

// Lower case (ASCII); logins are compared so.
std::string normal_login(std::string_view);

} // namespace baton
