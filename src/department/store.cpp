#include "department/store.h"

#include "db/check_table.h"
#include "department/service.h"

#include <algorithm>

template <> inline constexpr std::string_view baton::db::table<baton::Department> = "departments";

namespace baton {

void insert_department(Tx& tx, Department const& d) { tx.insert(d); }

std::optional<Department> find_department(Tx& tx, DepartmentId id) {
    return tx.find<Department>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::optional<Department> find_department_ever(Tx& tx, DepartmentId id) {
    return tx.remember<Department>({"departments"}, std::to_string(id.value), [&] {
        return tx.find<Department>("where tenant_id = $1 and id = $2", tx.tenant(), id);
    });
}

std::vector<Department> list_departments(Tx& tx) {
    return tx.select<Department>("where tenant_id = $1 and archived_at is null order by id", tx.tenant());
}

std::vector<DepartmentId> list_every_department(Tx& tx) {
    std::vector<DepartmentId> ids;
    tx.query(
        "select id from departments where tenant_id = $1",
        [&](db::Row const& row) { ids.push_back(DepartmentId{row.integer(0)}); }, tx.tenant());
    return ids;
}

void save_department(Tx& tx, Department const& d) { tx.update<Department>(d.id, d); }

void delete_memberships(Tx& tx, UserId user) {
    tx.exec("delete from department_members where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

// Who was archived is no longer in the way.
bool has_members(Tx& tx, DepartmentId department) {
    return tx
        .value<std::int64_t>("select 1 from department_members m join users u on u.tenant_id = m.tenant_id and u.id = "
                             "m.user_id where m.tenant_id = $1 and m.department_id = $2 and u.archived_at is null "
                             "limit 1",
                             tx.tenant(), department)
        .has_value();
}

std::vector<Department> led_by(Tx& tx, UserId user) {
    return tx.select<Department>("where tenant_id = $1 and lead_id = $2 and archived_at is null order by id",
                                 tx.tenant(), user);
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

bool is_any_giving_out(Tx& tx) {
    return tx
        .value<std::int64_t>("select 1 from departments where tenant_id = $1 and routing = $2 and archived_at is null"
                             " limit 1",
                             tx.tenant(), DepartmentRouting::least_load)
        .has_value();
}

bool is_member(Tx& tx, DepartmentId department, UserId user) {
    return tx
        .value<std::int64_t>(
            "select 1 from department_members where tenant_id = $1 and user_id = $2 and department_id = $3",
            tx.tenant(), user, department)
        .has_value();
}

std::vector<UserId> list_members(Tx& tx, DepartmentId department) {
    std::vector<UserId> people;
    tx.query(
        "select user_id from department_members where tenant_id = $1 and department_id = $2 order by user_id",
        [&](db::Row const& row) { people.push_back(UserId{row.integer(0)}); }, tx.tenant(), department);
    return people;
}

// `union` drops what was found before, so that even a cycle would end.
Reach reach_of(Tx& tx, UserId user) {
    Reach reach;
    tx.query(
        "with recursive below (id) as ("
        " select d.id from departments d where d.tenant_id = $1 and d.lead_id = $2"
        " union select d.id from departments d join below b on d.parent_id = b.id where d.tenant_id = $1)"
        " select m.department_id, 1 from department_members m where m.tenant_id = $1 and m.user_id = $2"
        " union all select b.id, 0 from below b",
        [&](db::Row const& row) {
            reach.seen.push_back(DepartmentId{row.integer(0)});
            if (row.integer(1) == 1) reach.own.push_back(reach.seen.back());
        },
        tx.tenant(), user);
    std::ranges::sort(reach.own);
    std::ranges::sort(reach.seen);
    reach.seen.erase(std::ranges::unique(reach.seen).begin(), reach.seen.end());
    return reach;
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
