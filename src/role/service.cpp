#include "role/service.h"

#include "event/event.h"
#include "role/store.h"
#include "tenant/service.h"

#include <algorithm>

namespace baton {
namespace {

void record_role(Tx& tx, Actor const& actor, EventKind kind, Role const& role, json::object data, Timestamp now) {
    data["role_id"] = std::to_string(role.id.value);
    data["name"] = std::string_view(role.name);
    record_change(tx, actor, kind, std::move(data), now);
}

void refuse_what_he_has_not(Actor const& actor, RoleFields const& before, RoleFields const& after, Problems& problems) {
    for (std::size_t i = 0; i < after.permissions.size(); ++i) {
        auto const p = permission_from(after.permissions[i]);
        if (p && !actor.may(*p) && std::ranges::count(before.permissions, after.permissions[i]) == 0)
            problems.add("permissions[" + std::to_string(i) + "]", "is more than you may yourself");
    }
}

void refuse_same_name(Tx& tx, Role const& role, Problems& problems) {
    for (auto const& other : list_roles(tx))
        if (other.id != role.id && other.name == role.name) problems.add("name", "There is a role with this name.");
}

Role load(Tx& tx, RoleId id) {
    auto role = find_role(tx, id);
    if (!role) throw Error(ErrorCode::not_found, "There is no such role.");
    return *std::move(role);
}

} // namespace

Role create_role(Tx& tx, Actor const& actor, RoleFields const& fields, Timestamp now) {
    actor.require(Permission::users_manage);
    Role role{fields};
    role.id = tx.next_id<RoleId>(now);
    Problems problems;
    refuse_what_he_has_not(actor, {}, role, problems);
    refuse_same_name(tx, role, problems);
    problems.raise();
    insert_role(tx, role);
    record_role(tx, actor, EventKind::role_created, role, {{"permissions", to_json(role.permissions)}}, now);
    return role;
}

Role edit_role(Tx& tx, Actor const& actor, RoleId id, json::object const& changes, std::int64_t version,
               Timestamp now) {
    actor.require(Permission::users_manage);
    lock_tenant(tx);
    auto role = load(tx, id);
    if (role.version != version) throw Error::conflict("The role was changed meanwhile.", to_json(role));
    RoleFields const before = role;
    auto after = before;
    patch_json(changes, after);
    static_cast<RoleFields&>(role) = after;
    Problems problems;
    refuse_what_he_has_not(actor, before, after, problems);
    refuse_same_name(tx, role, problems);
    problems.raise();
    for (auto const& d : diff(before, after))
        record_role(tx, actor, EventKind::role_changed, role,
                    {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    if (before != after) ++role.version;
    save_role(tx, role);
    require_a_manager(tx);
    return role;
}

void archive_role(Tx& tx, Actor const& actor, RoleId id, Timestamp now) {
    actor.require(Permission::users_manage);
    lock_tenant(tx);
    auto role = load(tx, id);
    if (!users_with_role(tx, id, 1).empty())
        throw Error(ErrorCode::conflict, "Somebody still has this role. Take it from everyone first.");
    role.archived_at = now;
    save_role(tx, role);
    record_role(tx, actor, EventKind::role_archived, role, {}, now);
}

std::vector<Role> all_roles(Tx& tx) { return list_roles(tx); }

Permissions permissions_of_user(Tx& tx, UserId user) {
    auto const read = [&]() -> std::optional<Permissions> {
        Permissions all;
        for (auto const& role : roles_of_user(tx, user)) all.merge(permissions_of(role));
        return all;
    };
    return tx.remember<Permissions>({"user_roles", "roles"}, std::to_string(user.value), read).value();
}

void set_roles(Tx& tx, Actor const& actor, UserId user, std::vector<Text<1, 100>> const& names, Problems& problems) {
    auto const had = roles_of_user(tx, user);
    auto const all = list_roles(tx);
    delete_user_roles(tx, user);
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const field = "roles[" + std::to_string(i) + "]";
        auto const role = std::ranges::find(all, names[i], &Role::name);
        if (role == all.end()) {
            problems.add(field, "There is no such role.");
            continue;
        }
        bool const new_to_him = std::ranges::find(had, role->id, &Role::id) == had.end();
        if (new_to_him && !std::ranges::includes(actor.permissions, permissions_of(*role)))
            problems.add(field, "This role allows more than you may yourself.");
        else insert_user_role(tx, user, role->id);
    }
}

void require_a_manager(Tx& tx) {
    std::vector<RoleId> managing;
    for (auto const& role : list_roles(tx))
        if (permissions_of(role).contains(Permission::users_manage)) managing.push_back(role.id);
    if (!is_held_for_good(tx, managing))
        throw Error(ErrorCode::conflict, "Nobody would be left who may manage people (users.manage).");
}

} // namespace baton
