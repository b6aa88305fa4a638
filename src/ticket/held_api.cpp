#include "ticket/held_api.h"

#include "ticket/held.h"
#include "ticket/present.h"

namespace baton {
namespace {

struct MessagePath {
    std::string id; // of the ticket, or its number
    std::string event_id;
};
DESCRIBE(MessagePath, (), (id, event_id));
using MessageCall = api::Call<api::None, api::None, MessagePath>;

EventView release(Tx& tx, MessageCall const& call) {
    auto const event =
        release_message(tx, call.actor, call.path.id, api::path_id<EventId>(call.path.event_id), call.now);
    return std::move(present(tx, std::vector{event}).front());
}

Draft withdraw(Tx& tx, MessageCall const& call) {
    return withdraw_message(tx, call.actor, call.path.id, api::path_id<EventId>(call.path.event_id), call.now);
}

} // namespace

void add_held_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    auto const may_reply = api::needs(Permission::tickets_reply);
    routes.write(http::Method::post, "/tickets/{id}/messages/{event_id}/release", may_reply, 200,
                 "Send one's message that waits, or was stopped, now", release);
    routes.write(http::Method::del, "/tickets/{id}/messages/{event_id}", may_reply, 200,
                 "Take one's message back while it waits: it is a draft again", withdraw);
}

} // namespace baton
