// By what settings refer to departments and types, whose ids mean something on one server only. A department's path is
// its name after those above it, "客服部/一线". In a name \ and / stand as \\ and \/; of several that are called the
// same in one place the second is "一线#2", so that a name that ends like that has \# instead.
#pragma once
#include "db/tx.h"
#include "department/department.h"
#include "type/type.h"

namespace baton {

class Names {
public:
    explicit Names(Tx&);

    // Absent for what is archived.
    std::optional<std::string> path_of(DepartmentId) const;
    std::optional<std::string> path_of(TypeId) const;
    // Throw Error::invalid for `field` when there is none.
    DepartmentId department(std::string const& path, std::string const& field) const;
    TypeId type(std::string const& path, std::string const& field) const;

private:
    std::map<DepartmentId, std::string> departments_;
    std::map<std::string, DepartmentId> department_ids_;
    std::map<TypeId, std::string> types_;
    std::map<std::string, TypeId> type_ids_;
};

struct DepartmentPlace {
    std::string above; // path; "" at the top
    std::string name;
};
// Of a department that is to be made at this path. Throws Error::invalid for "path".
DepartmentPlace place_of_department(std::string const& path);
// A name as it stands in a path.
std::string written_in_path(std::string_view name);

} // namespace baton
