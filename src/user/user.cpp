#include "user/user.h"

#include "customer/customer.h"

#include <algorithm>

namespace baton {
namespace {

constexpr std::size_t most_entries = 100;

void check_skills(std::vector<Skill> const& skills, Problems& problems) {
    for (std::size_t i = 0; i < skills.size(); ++i) {
        auto const path = "skills[" + std::to_string(i) + "]";
        if (skills[i].level < 1 || skills[i].level > 5) problems.add(path + ".level", "must be from 1 to 5");
        if (std::ranges::count(skills, skills[i].skill, &Skill::skill) > 1)
            problems.add(path + ".skill", "is there twice");
    }
}

} // namespace

void check(UserFields const& user, Problems& problems) {
    auto const bounded = [&](auto const& list, char const* field) {
        if (list.size() > most_entries) problems.add(field, "must have at most 100 entries");
    };
    bounded(user.department_ids, "department_ids");
    bounded(user.roles, "roles");
    bounded(user.skills, "skills");
    bounded(user.languages, "languages");
    if (user.email && !normal_email(*user.email)) problems.add("email", "is not a mail address");
    if (user.capacity && (*user.capacity < 0 || *user.capacity > 10'000))
        problems.add("capacity", "must be from 0 to 10000");
    check_skills(user.skills, problems);
}

std::string normal_login(std::string_view login) { return ascii_lower(login); }

UserView view(User const& u) { return {u.id, u.login, u.name, u.email, u.presence, u.version}; }

} // namespace baton
