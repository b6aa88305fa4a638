#include "department/service.h"

#include "department/store.h"
#include "event/event.h"
#include "tenant/service.h"
#include "ticket/service.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

void record_department(Tx& tx, Actor const& actor, EventKind kind, Department const& d, json::object data,
                       Timestamp now) {
    data["department_id"] = std::to_string(d.id.value);
    data["name"] = std::string_view(d.name);
    record_change(tx, actor, kind, std::move(data), now);
}

void check_references(Tx& tx, DepartmentFields const& fields, Problems& problems) {
    if (fields.parent_id) problems.take([&] { require_department(tx, *fields.parent_id, "parent_id"); });
    if (fields.lead_id) problems.take([&] { require_user(tx, *fields.lead_id, "lead_id"); });
}

// From the new parent upwards one must not come back to where one began.
void refuse_cycle(Tx& tx, Department const& d, Problems& problems) {
    for (auto above = d.parent_id; above;) {
        if (*above == d.id) return problems.add("parent_id", "lies below this department itself");
        auto const parent = find_department(tx, *above);
        above = parent ? parent->parent_id : std::nullopt;
    }
}

Department load(Tx& tx, DepartmentId id) {
    auto department = find_department(tx, id);
    if (!department) throw Error(ErrorCode::not_found, "There is no such department.");
    return *std::move(department);
}

// "" when nothing would be left without a place.
std::string what_is_in(Tx& tx, DepartmentId id) {
    if (has_members(tx, id)) return "People work in this department. Move them first.";
    if (has_unfinished_tickets(tx, id)) return "Unfinished tickets are with this department. Transfer them first.";
    auto const all = list_departments(tx);
    if (std::ranges::any_of(all, [&](auto const& d) { return d.parent_id == id; }))
        return "Departments are below this one. Move or archive them first.";
    auto const types = all_types(tx);
    if (std::ranges::any_of(types, [&](auto const& t) { return t.department_id == id; }))
        return "Ticket types send their tickets to this department. Change them first.";
    return "";
}

} // namespace

Department create_department(Tx& tx, Actor const& actor, DepartmentFields const& fields, Timestamp now) {
    actor.require(Permission::settings_manage);
    Problems problems;
    check_references(tx, fields, problems);
    problems.raise();
    Department department{fields};
    department.id = tx.next_id<DepartmentId>(now);
    insert_department(tx, department);
    if (fields.lead_id) add_member(tx, department.id, *fields.lead_id);
    record_department(tx, actor, EventKind::department_created, department, to_json(fields).as_object(), now);
    return department;
}

Department edit_department(Tx& tx, Actor const& actor, DepartmentId id, json::object const& changes,
                           std::int64_t version, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx); // two moves at once could make a cycle that neither sees
    auto d = load(tx, id);
    if (d.version != version) throw Error::conflict("The department was changed meanwhile.", to_json(d));
    DepartmentFields const before = d;
    DepartmentFields after = before;
    patch_json(changes, after);
    static_cast<DepartmentFields&>(d) = after;
    Problems problems;
    check_references(tx, after, problems);
    refuse_cycle(tx, d, problems);
    problems.raise();
    if (before == after) return d;
    ++d.version;
    save_department(tx, d);
    if (after.lead_id && after.lead_id != before.lead_id) add_member(tx, id, *after.lead_id);
    for (auto const& c : diff(before, after))
        record_department(tx, actor, EventKind::department_changed, d,
                          {{"field", c.field}, {"before", c.before}, {"after", c.after}}, now);
    return d;
}

void archive_department(Tx& tx, Actor const& actor, DepartmentId id, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto d = load(tx, id);
    if (auto const reason = what_is_in(tx, id); !reason.empty()) throw Error(ErrorCode::conflict, reason);
    d.archived_at = now;
    ++d.version;
    save_department(tx, d);
    record_department(tx, actor, EventKind::department_archived, d, {}, now);
}

Department require_department(Tx& tx, DepartmentId id, std::string const& field) {
    auto department = find_department(tx, id);
    if (!department) throw Error(ErrorCode::invalid, field, "There is no such department.");
    return *std::move(department);
}

void set_departments(Tx& tx, UserId user, std::vector<DepartmentId> const& ids, Problems& problems) {
    delete_memberships(tx, user);
    for (std::size_t i = 0; i < ids.size(); ++i)
        problems.take([&] {
            require_department(tx, ids[i], "department_ids[" + std::to_string(i) + "]");
            add_member(tx, ids[i], user);
        });
}

Department known_department(Tx& tx, DepartmentId id) {
    auto department = find_department_ever(tx, id);
    if (!department) throw std::logic_error("a row names a department that is not there");
    return *std::move(department);
}

std::vector<Department> all_departments(Tx& tx) { return list_departments(tx); }

std::vector<DepartmentId> every_department(Tx& tx) { return list_every_department(tx); }
std::vector<Department> departments_of_user(Tx& tx, UserId user) { return departments_of(tx, user); }
std::vector<Department> departments_led_by(Tx& tx, UserId user) { return led_by(tx, user); }
void set_department_lead(Tx& tx, DepartmentId id, UserId lead) { save_lead(tx, id, lead); }
void join_department(Tx& tx, DepartmentId department, UserId user) { add_member(tx, department, user); }
Reach reach_of_user(Tx& tx, UserId user) {
    auto const read = [&] { return std::optional(reach_of(tx, user)); };
    return tx.remember<Reach>({"departments", "department_members"}, std::to_string(user.value), read).value();
}
bool gives_out_tickets(Tx& tx) {
    return tx.remember<bool>({"departments"}, "gives out", [&] { return std::optional(is_any_giving_out(tx)); })
        .value();
}
bool works_in(Tx& tx, UserId user, DepartmentId department) { return is_member(tx, department, user); }
std::vector<UserId> people_of_department(Tx& tx, DepartmentId department) { return list_members(tx, department); }

} // namespace baton
