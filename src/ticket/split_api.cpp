#include "ticket/split_api.h"

#include "ticket/present.h"
#include "ticket/split.h"

namespace baton {

void add_split_routes(api::Routes& all, db::Database& database) {
    auto routes = all.that_see(api::Sees::ticket);
    routes.write(http::Method::post, "/tickets/{id}/split", api::needs(Permission::tickets_edit), 201,
                 "Open another ticket with some of its messages",
                 [numbers = std::make_shared<TicketNumbers>(database)](
                     Tx& tx, api::Call<SplitInput, api::None, api::IdPath> const& call) {
                     auto const fresh = split_ticket(tx, call.actor, call.path.id, call.body, *numbers, call.now);
                     return present(tx, fresh, call.now);
                 });
}

} // namespace baton
