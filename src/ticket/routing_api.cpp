#include "ticket/routing_api.h"

#include "ticket/api.h"
#include "ticket/giving.h"
#include "ticket/present.h"
#include "user/service.h"

namespace baton {
namespace {

struct ReasonView : RoutingReason {
    std::string user_name;
};
DESCRIBE(ReasonView, (RoutingReason), (user_name));

struct DecisionView {
    DepartmentRouting rule{};
    RoutingOccasion occasion{};
    DepartmentId department_id{};
    std::vector<RequiredSkill> required_skills;
    std::vector<ReasonView> candidates;
    std::int64_t considered = 0;
};
DESCRIBE(DecisionView, (), (rule, occasion, department_id, required_skills, candidates, considered));

struct GivingView {
    EventId event_id{};
    Timestamp at{};
    std::optional<NamedRef> assignee; // who got it then
    DecisionView why;
};
DESCRIBE(GivingView, (), (event_id, at, assignee, why));

struct RoutingView {
    std::optional<GivingView> last;      // the last time a rule gave it to somebody
    std::optional<DecisionView> waiting; // while it waits to be given out: why nobody has it
};
DESCRIBE(RoutingView, (), (last, waiting));

DecisionView present(Tx& tx, RoutingExplanation const& why) {
    std::vector<std::int64_t> ids;
    for (auto const& reason : why.candidates) ids.push_back(reason.user_id.value);
    auto const names = user_names(tx, ids);
    DecisionView view{why.rule, why.occasion, why.department_id, why.required_skills, {}, why.considered};
    for (auto const& reason : why.candidates) {
        auto const name = names.find(reason.user_id.value);
        view.candidates.push_back({reason, name == names.end() ? "" : name->second});
    }
    return view;
}

std::optional<GivingView> present(Tx& tx, Event const& event) {
    auto const* why = event.content ? event.content->data.if_contains("routing") : nullptr;
    if (!why) return std::nullopt; // who had it left, or it was erased
    auto const explanation = read_json<RoutingExplanation>(*why);
    GivingView view{event.id, event.at, {}, present(tx, explanation)};
    for (auto const& reason : view.why.candidates)
        if (reason.verdict == RoutingVerdict::chosen)
            view.assignee = NamedRef{std::to_string(reason.user_id.value), reason.user_name};
    return view;
}

RoutingView routing(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    auto const ticket = visible_ticket(tx, call.actor, call.path.id);
    RoutingView view;
    if (auto const event = last_giving(tx, ticket.id)) view.last = present(tx, *event);
    if (auto const why = explain_waiting(tx, ticket, call.now)) view.waiting = present(tx, *why);
    return view;
}

} // namespace

void add_routing_routes(api::Routes& all) {
    all.that_see(api::Sees::ticket)
        .read("/tickets/{id}/routing", api::needs(Permission::tickets_read),
              "Why a rule gave it to whom, and why not to the others; or why nobody has it yet", routing)
        .viewing(seen_ticket);
}

} // namespace baton
