// Roles: named permissions, made and changed by each tenant as it likes.
#pragma once
#include "base/json.h"
#include "user/permission.h"

namespace baton {

struct RoleTag;
using RoleId = Id<RoleTag>;

struct RoleFields {
    Text<1, 100> name;
    std::vector<std::string> permissions; // words
    bool operator==(RoleFields const&) const = default;
};
DESCRIBE(RoleFields, (), (name, permissions));
void check(RoleFields const&, Problems&);

struct Role : RoleFields {
    RoleId id{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Role, (RoleFields), (id, archived_at, version));

Permissions permissions_of(RoleFields const&);

} // namespace baton
