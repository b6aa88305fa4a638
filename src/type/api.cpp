#include "type/api.h"

#include "type/service.h"

namespace baton {
namespace {

api::Page<Type> types(Tx& tx, api::Call<> const&) { return {all_types(tx), std::nullopt}; }
api::Page<Status> statuses(Tx& tx, api::Call<> const&) { return {all_statuses(tx), std::nullopt}; }

} // namespace

void add_type_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    routes.read("/types", api::signed_in, "The ticket types", types);
    routes.read("/statuses", api::signed_in, "The statuses, in order", statuses);
}

} // namespace baton
