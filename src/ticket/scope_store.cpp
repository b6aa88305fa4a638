#include "ticket/scope.h"

#include "db/marks.h"

namespace baton {

Scope visible_to(Actor const& actor) {
    if (actor.kind == ActorKind::customer)
        return actor.ticket ? Scope{Scope::Kind::one, {}, {}, *actor.ticket} : Scope{};
    if (actor.may(Permission::tickets_read_all)) return {Scope::Kind::everything, {}, {}};
    if (!actor.may(Permission::tickets_read) || !actor.user) return {};
    return {Scope::Kind::reach, *actor.user, actor.reach.seen};
}

std::string Scope::sql(db::Params& params) const {
    if (kind == Kind::everything) return "1 = 1";
    if (kind == Kind::nothing) return "1 = 0";
    if (kind == Kind::one) return "t.id = " + params.mark(ticket);
    auto const me = params.mark(user);
    auto sql = "(t.assignee_id = " + me + " or t.created_by = " + me;
    if (!departments.empty()) {
        auto const list = list_of(params, departments);
        sql += " or t.department_id in " + list + " or t.opened_department_id in " + list;
    }
    return sql + " or exists (select 1 from ticket_participants p where p.tenant_id = $1 and p.ticket_id = t.id" +
           " and p.user_id = " + me + "))";
}

} // namespace baton
