// Use cases of departments. Each runs inside the caller's unit of work.
#pragma once
#include "db/names.h"
#include "department/department.h"
#include "user/actor.h"

namespace baton {

Department create_department(Tx&, Actor const&, DepartmentFields const&, Timestamp now);
// Throws Error::invalid for `field` when there is no such department.
Department require_department(Tx&, DepartmentId, std::string const& field);
std::vector<Department> all_departments(Tx&);
std::vector<Department> departments_of_user(Tx&, UserId);
void set_department_lead(Tx&, DepartmentId, UserId);
void join_department(Tx&, DepartmentId, UserId);
// Worked out once per request: lists and single reads take it as values.
Reach reach_of_user(Tx&, UserId);
bool works_in(Tx&, UserId, DepartmentId);

// Names for a page of ids; unknown ids are left out.
db::Names department_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_department_tables(Tx&);

} // namespace baton
