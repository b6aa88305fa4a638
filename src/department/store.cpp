#include "department/store.h"

#include "db/check_table.h"
#include "department/service.h"

template <> inline constexpr std::string_view baton::db::table<baton::Department> = "departments";

namespace baton {

void insert_department(Tx& tx, Department const& d) { tx.insert(d); }

std::optional<Department> find_department(Tx& tx, DepartmentId id) {
    return tx.find<Department>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::vector<Department> list_departments(Tx& tx) {
    return tx.select<Department>("where tenant_id = $1 and archived_at is null order by id", tx.tenant());
}

void save_lead(Tx& tx, DepartmentId id, UserId lead) {
    tx.exec("update departments set lead_id = $3, version = version + 1 where tenant_id = $1 and id = $2", tx.tenant(),
            id, lead);
}

void add_member(Tx& tx, DepartmentId department, UserId user) {
    tx.exec(
        "insert into department_members (tenant_id, user_id, department_id) values ($1, $2, $3) on conflict do nothing",
        tx.tenant(), user, department);
}

bool is_member(Tx& tx, DepartmentId department, UserId user) {
    return tx
        .value<std::int64_t>(
            "select 1 from department_members where tenant_id = $1 and user_id = $2 and department_id = $3",
            tx.tenant(), user, department)
        .has_value();
}

std::vector<Department> departments_of(Tx& tx, UserId user) {
    return tx.select<Department>(
        "where tenant_id = $1 and archived_at is null and id in"
        " (select department_id from department_members where tenant_id = $1 and user_id = $2) order by id",
        tx.tenant(), user);
}

db::Names department_names(Tx& tx, std::vector<std::int64_t> const& ids) {
    return db::names_of(tx, "departments", "name", ids);
}

void check_department_tables(Tx& tx) { db::check_table<Department>(tx); }

} // namespace baton
