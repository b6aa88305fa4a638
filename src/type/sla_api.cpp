#include "type/api.h"
#include "type/service.h"

namespace baton {
namespace {

struct PriorityPath {
    std::string priority;
};
DESCRIBE(PriorityPath, (), (priority));

api::Page<SlaTarget> list(Tx& tx, api::Call<> const&) { return {all_sla_targets(tx), std::nullopt}; }

SlaTarget set(Tx& tx, api::Call<SlaTimes, api::None, PriorityPath> const& call) {
    auto const priority = enum_from<Priority>(call.path.priority);
    if (!priority) throw Error(ErrorCode::not_found, "There is no such priority.");
    return set_sla_target(tx, call.actor, *priority, call.body, call.now);
}

} // namespace

void add_sla_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    routes.read("/sla-targets", api::signed_in, "How soon tickets are answered and resolved, by priority", list);
    routes.write(http::Method::put, "/sla-targets/{priority}", api::needs(Permission::settings_manage), 200,
                 "Set how soon new tickets of a priority are answered and resolved", set);
}

} // namespace baton
