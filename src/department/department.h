// Departments 部门: who works together and whose tickets one sees.
#pragma once
#include "base/reflect.h"

namespace baton {

struct UserTag;
using UserId = Id<UserTag>;
struct DepartmentTag;
using DepartmentId = Id<DepartmentTag>;

// Whether its tickets wait until somebody accepts one, or are given to whoever has the least on hand (src/routing).
// Append only: the words are stored.
BOOST_DEFINE_ENUM_CLASS(DepartmentRouting, queue, least_load)

struct DepartmentFields {
    Text<1, 100> name;
    std::optional<DepartmentId> parent_id;
    std::optional<UserId> lead_id;
    DepartmentRouting routing = DepartmentRouting::least_load;
    bool operator==(DepartmentFields const&) const = default;
};
DESCRIBE(DepartmentFields, (), (name, parent_id, lead_id, routing));

struct Department : DepartmentFields {
    DepartmentId id{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Department, (DepartmentFields), (id, archived_at, version));

// Where a person works, and whose tickets he therefore sees. Each sorted by id.
struct Reach {
    std::vector<DepartmentId> own;
    std::vector<DepartmentId> seen; // his own, those he leads, and all below those
    bool operator==(Reach const&) const = default;
};

} // namespace baton
