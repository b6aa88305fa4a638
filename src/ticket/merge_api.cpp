#include "ticket/merge_api.h"

#include "ticket/merge.h"
#include "ticket/present.h"

namespace baton {
namespace {

TicketView merge(Tx& tx, api::Call<TicketMergeInput, api::None, api::IdPath> const& call) {
    return present(tx, merge_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

TicketView unmerge(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return present(tx, unmerge_ticket(tx, call.actor, call.path.id, call.now), call.now);
}

} // namespace

void add_merge_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    routes.write(http::Method::post, "/tickets/{id}/merge", api::needs(Permission::tickets_edit), 200,
                 "Close it and show it with another; with dry_run only what would be", merge);
    routes.write(http::Method::post, "/tickets/{id}/unmerge", api::needs(Permission::tickets_edit), 200,
                 "It stands as before the merge, for 30 days", unmerge);
}

} // namespace baton
