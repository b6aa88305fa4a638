#include "sharing/sharing.h"

#include <algorithm>

namespace baton {

void check(Shared const& shared, Problems& problems) {
    if (shared.sharing == Sharing::department && !shared.department_id)
        problems.add("department_id", "is required: with whose people it is shared");
    if (shared.sharing != Sharing::department && shared.department_id)
        problems.add("department_id", "is for what is shared with a department");
}

Sharing sharing_of(Owner const& owner) {
    if (owner.owner_id) return Sharing::personal;
    return owner.department_id ? Sharing::department : Sharing::everyone;
}

bool may_use(Actor const& actor, Owner const& owner) {
    switch (sharing_of(owner)) {
    case Sharing::personal:
        return owner.owner_id == actor.user;
    case Sharing::department:
        return std::ranges::binary_search(actor.reach.seen, *owner.department_id);
    case Sharing::everyone:
        return true;
    }
    return false;
}

} // namespace baton
