#include "ticket/snooze_api.h"

#include "ticket/present.h"
#include "ticket/snooze.h"

namespace baton {
namespace {

TicketView put(Tx& tx, api::Call<Snooze, api::None, api::IdPath> const& call) {
    return present(tx, snooze_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

TicketView remove(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return present(tx, wake_ticket(tx, call.actor, call.path.id, call.now), call.now);
}

} // namespace

void add_snooze_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    auto const may_edit = api::needs(Permission::tickets_edit);
    routes.write(http::Method::put, "/tickets/{id}/snooze", may_edit, 200,
                 "Nobody needs to look at it before a moment; its due times run on", put);
    routes.write(http::Method::del, "/tickets/{id}/snooze", may_edit, 200, "Wake it now", remove);
}

} // namespace baton
