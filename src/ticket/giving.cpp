#include "ticket/giving.h"

#include "department/service.h"
#include "ticket/change.h"
#include "ticket/handover.h"
#include "type/service.h"
#include "user/service.h"

namespace baton {
namespace {

bool waits(Ticket const& t) { return !t.assignee_id && t.department_id && is_on_hand(t.status_category); }

Actor rule_actor(Tx& tx) {
    auto actor = Actor::system(tx.tenant());
    actor.kind = ActorKind::rule;
    return actor;
}

} // namespace

std::optional<RoutingExplanation> give(Tx& tx, Ticket& t, Place place, RoutingOccasion occasion,
                                       std::vector<UserId> gave_it_away, Timestamp now) {
    if (!waits(t) || place.department.routing == DepartmentRouting::queue) return std::nullopt;
    auto candidates = people_online(tx, place.department.id, Hold::rows);
    if (candidates.empty()) return std::nullopt;
    RoutingQuestion const question{place.department.id, occasion, required_skills_of(tx, place.type),
                                   std::move(gave_it_away)};
    learn_work(tx, place.department.id, candidates, question.required_skills);
    auto decision = choose(question, candidates, now);
    if (!decision.chosen) return std::nullopt;
    t.assignee_id = decision.chosen;
    return std::move(decision.why);
}

std::optional<RoutingExplanation> give(Tx& tx, Ticket& t, RoutingOccasion occasion, std::vector<UserId> gave_it_away,
                                       Timestamp now) {
    if (!waits(t)) return std::nullopt;
    auto const department = known_department(tx, *t.department_id);
    if (department.routing == DepartmentRouting::queue) return std::nullopt;
    return give(tx, t, {department, type_of(tx, t.type_id)}, occasion, std::move(gave_it_away), now);
}

void record_giving(Tx& tx, Ticket const& t, std::optional<Standing> from, RoutingExplanation const& why,
                   Timestamp now) {
    json::object data = from ? stage_data(*from, t.standing()) : json::object();
    data["assignee_id"] = std::to_string(t.assignee_id.value().value);
    data["routing"] = to_json(why);
    record(tx, event_of(rule_actor(tx), t, EventKind::assigned, std::move(data)), now);
}

namespace {

bool still_works_there(Tx& tx, Ticket const& t, Timestamp now) {
    return is_let_in(tx, *t.assignee_id, now) && (!t.department_id || works_in(tx, *t.assignee_id, *t.department_id));
}

// Into the queue: who had it has left.
void record_leaving(Tx& tx, Ticket const& t, Standing const& from, Timestamp now) {
    auto data = stage_data(from, t.standing());
    data["left_id"] = std::to_string(from.assignee_id.value().value);
    record(tx, event_of(rule_actor(tx), t, EventKind::assigned, std::move(data)), now);
}

} // namespace

void give_reopened(Tx& tx, Ticket& t, StatusCategory before, Timestamp now) {
    if (!is_finished(before) || is_finished(t.status_category)) return;
    auto from = t.standing();
    if (t.assignee_id && t.department_id && !still_works_there(tx, t, now)) {
        t.assignee_id.reset();
        record_leaving(tx, t, from, now);
        from = t.standing();
    }
    auto const why = give(tx, t, RoutingOccasion::reopened, {}, now);
    if (!why) return;
    record_giving(tx, t, from, *why, now);
    note_given_out(tx, t, now);
}

std::optional<Event> last_giving(Tx& tx, TicketId id) {
    return last_ticket_event(tx, id, EventKind::assigned, ActorKind::rule);
}

} // namespace baton
