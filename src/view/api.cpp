#include "view/api.h"

#include "view/service.h"

namespace baton {
namespace {

api::Page<ViewCount> counts(Tx& tx, api::Call<> const& call) { return {view_counts(tx, call.actor), std::nullopt}; }

} // namespace

void add_view_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    routes.read("/views/counts", api::needs(Permission::tickets_read), "How many tickets each view holds", counts);
}

} // namespace baton
