#include "ticket/participant_api.h"

#include "ticket/participant.h"
#include "ticket/present.h"
#include "ticket/sight.h"

namespace baton {
namespace {

struct PersonPath {
    std::string id; // of the ticket, or its number
    std::string user_id;
};
DESCRIBE(PersonPath, (), (id, user_id));
using PersonCall = api::Call<api::None, api::None, PersonPath>;

template <Part part> TicketView put(Tx& tx, PersonCall const& call) {
    auto const user = api::path_id<UserId>(call.path.user_id);
    return present(tx, add_participant(tx, call.actor, call.path.id, part, user, call.now), call.now);
}

template <Part part> api::None remove(Tx& tx, PersonCall const& call) {
    remove_participant(tx, call.actor, call.path.id, part, api::path_id<UserId>(call.path.user_id), call.now);
    return {};
}

struct SightQuery {
    std::optional<UserId> user_id; // without: oneself
};
DESCRIBE(SightQuery, (), (user_id));

Sight sight(Tx& tx, api::Call<api::None, SightQuery, api::IdPath> const& call) {
    auto const user = call.query.user_id ? call.query.user_id : call.actor.user;
    return explain_sight(tx, call.actor, call.path.id, user.value_or(UserId{}), call.now);
}

} // namespace

void add_participant_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    using enum Permission;
    routes.write(http::Method::put, "/tickets/{id}/collaborators/{user_id}", api::needs(tickets_edit), 200,
                 "Let a person work on the ticket", put<Part::collaborator>);
    routes.write(http::Method::del, "/tickets/{id}/collaborators/{user_id}", api::needs(tickets_read), 204,
                 "End a collaboration; one's own always", remove<Part::collaborator>);
    routes.write(http::Method::put, "/tickets/{id}/followers/{user_id}", api::needs(tickets_read), 200,
                 "Let a person read along; oneself always", put<Part::follower>);
    routes.write(http::Method::del, "/tickets/{id}/followers/{user_id}", api::needs(tickets_read), 204,
                 "A person reads along no more; oneself always", remove<Part::follower>);
    routes.read("/tickets/{id}/sight", api::signed_in,
                "Why a person sees this ticket, or why not; others than oneself need users.manage", sight);
}

} // namespace baton
