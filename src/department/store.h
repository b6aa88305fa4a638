// Rows in, rows out. The only place that knows the departments tables.
#pragma once
#include "db/tx.h"
#include "department/department.h"

namespace baton {

void insert_department(Tx&, Department const&);
std::optional<Department> find_department(Tx&, DepartmentId);
std::optional<Department> find_department_ever(Tx&, DepartmentId); // archived ones too
std::vector<Department> list_departments(Tx&);
std::vector<DepartmentId> list_every_department(Tx&);
void save_department(Tx&, Department const&);
void delete_memberships(Tx&, UserId);
bool has_members(Tx&, DepartmentId);
std::vector<Department> led_by(Tx&, UserId);
void save_lead(Tx&, DepartmentId, UserId);
void add_member(Tx&, DepartmentId, UserId);
bool is_member(Tx&, DepartmentId, UserId);
std::vector<UserId> list_members(Tx&, DepartmentId);
Reach reach_of(Tx&, UserId);
std::vector<Department> departments_of(Tx&, UserId);

bool is_any_giving_out(Tx&);

} // namespace baton
