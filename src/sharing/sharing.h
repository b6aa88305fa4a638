// Whose something kept is (a view, a canned response): one person's, the people's of a department, or everyone's.
// Values and rules.
#pragma once
#include "user/actor.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(Sharing, personal, department, everyone)

// Neither set: everyone's. Stays as it was made.
struct Owner {
    std::optional<UserId> owner_id;
    std::optional<DepartmentId> department_id;
    bool operator==(Owner const&) const = default;
};
DESCRIBE(Owner, (), (owner_id, department_id));

// How something new is asked for.
struct Shared {
    Sharing sharing = Sharing::personal;
    std::optional<DepartmentId> department_id;
};
DESCRIBE(Shared, (), (sharing, department_id));
void check(Shared const&, Problems&);

Sharing sharing_of(Owner const&);
// People use what is theirs, their departments' (also those below whom they lead), and everyone's.
bool may_use(Actor const&, Owner const&);

} // namespace baton
