#include "role/role.h"

namespace baton {

void check(RoleFields const& role, Problems& problems) {
    for (std::size_t i = 0; i < role.permissions.size(); ++i)
        if (!permission_from(role.permissions[i]))
            problems.add("permissions[" + std::to_string(i) + "]", "is not a permission");
}

Permissions permissions_of(RoleFields const& role) {
    Permissions all;
    for (auto const& word : role.permissions)
        if (auto const p = permission_from(word)) all.insert(*p); // one that the product knows no more gives nothing
    return all;
}

} // namespace baton
