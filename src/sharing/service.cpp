#include "sharing/service.h"

#include "department/service.h"

#include <algorithm>

namespace baton {
namespace {

bool leads(Tx& tx, Actor const& actor, DepartmentId department) {
    if (!actor.user) return false;
    auto const led = departments_led_by(tx, *actor.user);
    return std::ranges::any_of(led, [&](Department const& d) { return d.id == department; });
}

} // namespace

void require_keeper(Tx& tx, Actor const& actor, Owner const& owner) {
    if (owner.owner_id) return;
    if (owner.department_id && leads(tx, actor, *owner.department_id)) return;
    actor.require(Permission::settings_manage);
}

Owner owner_of_new(Tx& tx, Actor const& actor, Shared const& shared) {
    if (shared.department_id) require_department(tx, *shared.department_id, "department_id");
    bool const is_personal = shared.sharing == Sharing::personal;
    if (is_personal && !actor.user) throw Error(ErrorCode::forbidden, "What is personal needs a person.");
    Owner const owner{is_personal ? actor.user : std::nullopt, shared.department_id};
    require_keeper(tx, actor, owner);
    return owner;
}

bool may_change_kept(Tx& tx, Actor const& actor, Owner const& owner) {
    bool const manages = !owner.owner_id && actor.may(Permission::settings_manage);
    if (!may_use(actor, owner) && !manages) return false;
    require_keeper(tx, actor, owner);
    return true;
}

} // namespace baton
