#include "department/service.h"

#include "base/json.h"
#include "department/store.h"
#include "user/service.h"

namespace baton {

Department create_department(Tx& tx, Actor const& actor, DepartmentFields const& fields, Timestamp now) {
    actor.require(Permission::settings_manage);
    Problems problems;
    if (fields.parent_id) problems.take([&] { require_department(tx, *fields.parent_id, "parent_id"); });
    if (fields.lead_id) problems.take([&] { require_user(tx, *fields.lead_id, "lead_id"); });
    problems.raise();
    Department department{fields};
    department.id = tx.next_id<DepartmentId>(now);
    insert_department(tx, department);
    if (fields.lead_id) add_member(tx, department.id, *fields.lead_id);
    return department;
}

Department require_department(Tx& tx, DepartmentId id, std::string const& field) {
    auto department = find_department(tx, id);
    if (!department) throw Error(ErrorCode::invalid, field, "There is no such department.");
    return *std::move(department);
}

std::vector<Department> all_departments(Tx& tx) { return list_departments(tx); }
std::vector<Department> departments_of_user(Tx& tx, UserId user) { return departments_of(tx, user); }
void set_department_lead(Tx& tx, DepartmentId id, UserId lead) { save_lead(tx, id, lead); }
void join_department(Tx& tx, DepartmentId department, UserId user) { add_member(tx, department, user); }
Reach reach_of_user(Tx& tx, UserId user) {
    auto const read = [&] { return std::optional(reach_of(tx, user)); };
    return tx.remember<Reach>({"departments", "department_members"}, std::to_string(user.value), read).value();
}
bool works_in(Tx& tx, UserId user, DepartmentId department) { return is_member(tx, department, user); }

} // namespace baton
