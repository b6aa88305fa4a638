#include "ticket/handover_api.h"

#include "department/service.h"
#include "ticket/api.h"
#include "ticket/handover.h"
#include "ticket/present.h"
#include "user/service.h"

namespace baton {
namespace {

using TicketCall = api::Call<api::None, api::None, api::IdPath>;
template <class Body> using ActionCall = api::Call<Body, api::None, api::IdPath>;

// The words that went with it are in the events of the ticket.
struct HandoverView {
    HandoverId id{};
    HandoverState state = HandoverState::waiting;
    std::optional<NamedRef> given_by;
    std::optional<NamedRef> from_department, from_assignee;
    std::optional<NamedRef> to_department, to_assignee;
    Timestamp given_at{};
    std::optional<Timestamp> settled_at;
};
DESCRIBE(HandoverView, (),
         (id, state, given_by, from_department, from_assignee, to_department, to_assignee, given_at, settled_at));

template <class Tag> void add_id(std::vector<std::int64_t>& ids, std::optional<Id<Tag>> id) {
    if (id) ids.push_back(id->value);
}

std::vector<HandoverView> present(Tx& tx, std::vector<Handover> const& handovers) {
    std::vector<std::int64_t> people, places;
    for (auto const& h : handovers) {
        for (auto const id : {h.given_by, h.from_assignee_id, h.to_assignee_id}) add_id(people, id);
        for (auto const id : {h.from_department_id, h.to_department_id}) add_id(places, id);
    }
    auto const users = user_names(tx, people);
    auto const departments = department_names(tx, places);
    std::vector<HandoverView> views;
    for (auto const& h : handovers)
        views.push_back({h.id, h.state, ref(h.given_by, users), ref(h.from_department_id, departments),
                         ref(h.from_assignee_id, users), ref(h.to_department_id, departments),
                         ref(h.to_assignee_id, users), h.given_at, h.settled_at});
    return views;
}

TicketView assign(Tx& tx, ActionCall<Assignment> const& call) {
    return present(tx, assign_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

TicketView accept(Tx& tx, TicketCall const& call) {
    return present(tx, accept_ticket(tx, call.actor, call.path.id, call.now), call.now);
}

TicketView bounce(Tx& tx, ActionCall<Refusal> const& call) {
    return present(tx, bounce_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

TicketView give_back(Tx& tx, ActionCall<Refusal> const& call) {
    return present(tx, return_ticket(tx, call.actor, call.path.id, call.body, call.now), call.now);
}

api::Page<HandoverView> handovers(Tx& tx, TicketCall const& call) {
    return {present(tx, handovers_of(tx, visible_ticket(tx, call.actor, call.path.id).id)), std::nullopt};
}

} // namespace

void add_handover_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    using enum http::Method;
    using enum Permission;
    routes.write(post, "/tickets/{id}/assignment", api::needs(tickets_assign), 200,
                 "Give it to a department or a person", assign);
    routes.write(post, "/tickets/{id}/accept", api::needs(tickets_edit), 200,
                 "Take on what was handed over, or what lies in the department's queue", accept);
    routes.write(post, "/tickets/{id}/bounce", api::needs(tickets_assign), 200,
                 "Give back what was handed over, before accepting it", bounce);
    routes.write(post, "/tickets/{id}/return", api::needs(tickets_assign), 200, "Give it back to the previous holder",
                 give_back);
    routes
        .read("/tickets/{id}/handovers", api::needs(tickets_read), "Who gave it to whom, and what became of it",
              handovers)
        .viewing(seen_ticket);
}

} // namespace baton
