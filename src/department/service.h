// Use cases of departments. Each runs inside the caller's unit of work.
#pragma once
#include "base/json.h"
#include "db/names.h"
#include "department/department.h"
#include "user/actor.h"

namespace baton {

Department create_department(Tx&, Actor const&, DepartmentFields const&, Timestamp now);
// Refuses a tree that would bite its tail.
Department edit_department(Tx&, Actor const&, DepartmentId, json::object const& changes, std::int64_t version,
                           Timestamp now);
// Refused (Error::conflict) while people work in it, unfinished tickets are with it, departments are below it or types
// send their tickets to it: each would be left without a place.
void archive_department(Tx&, Actor const&, DepartmentId, Timestamp now);
// Throws Error::invalid for `field` when there is no such department.
Department require_department(Tx&, DepartmentId, std::string const& field);
std::vector<Department> all_departments(Tx&);
std::vector<DepartmentId> every_department(Tx&); // archived ones too
// Archived ones too. REQUIRES: there is one with this id.
Department known_department(Tx&, DepartmentId);
std::vector<Department> departments_of_user(Tx&, UserId);
void set_department_lead(Tx&, DepartmentId, UserId);
void join_department(Tx&, DepartmentId, UserId);
// His departments are then these. Adds problems below "department_ids".
void set_departments(Tx&, UserId, std::vector<DepartmentId> const&, Problems&);
// Those he leads.
std::vector<Department> departments_led_by(Tx&, UserId);
// Worked out once per request: lists and single reads take it as values.
Reach reach_of_user(Tx&, UserId);
bool works_in(Tx&, UserId, DepartmentId);
std::vector<UserId> people_of_department(Tx&, DepartmentId);

// Whether any of them gives its tickets to people.
bool gives_out_tickets(Tx&);

// Names for a page of ids; unknown ids are left out.
db::Names department_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_department_tables(Tx&);

} // namespace baton
