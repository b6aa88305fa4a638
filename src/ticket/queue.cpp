// What waits in a queue, and how it is given out.
#include "department/service.h"
#include "ticket/change.h"
#include "ticket/giving.h"
#include "ticket/handover_store.h"
#include "ticket/queue_store.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

// More of a queue is not looked through for a ticket somebody is free and able to take.
constexpr int most_looked_at = 500;
constexpr std::size_t most_at_once = 20; // each holds its row until the unit ends

// The questions for tickets of one department, each kind of question read once.
class Questions {
public:
    Questions(Tx& tx, DepartmentId department, std::vector<Queued> const& tickets) : department_(department) {
        std::vector<TicketId> ids;
        for (auto const& [id, type] : tickets) {
            ids.push_back(id);
            if (!skills_.contains(type)) skills_.emplace(type, required_skills_of(tx, type_of(tx, type)));
        }
        gave_back_ = list_who_gave_back(tx, ids);
    }
    RoutingQuestion about(Queued const& ticket) const {
        RoutingQuestion question{department_, RoutingOccasion::waiting, skills_.at(ticket.type_id), {}};
        auto const [first, last] = gave_back_.equal_range(ticket.id);
        for (auto it = first; it != last; ++it) question.gave_it_away.push_back(it->second);
        return question;
    }
    // All that any of them asks for.
    std::vector<RequiredSkill> skills() const {
        std::vector<RequiredSkill> all;
        for (auto const& [_, required] : skills_)
            for (auto const& r : required)
                if (std::ranges::find(all, r.skill, &RequiredSkill::skill) == all.end()) all.push_back(r);
        return all;
    }

private:
    DepartmentId department_;
    std::map<TypeId, std::vector<RequiredSkill>> skills_;
    std::multimap<TicketId, UserId> gave_back_;
};

// He has one more, and it is the others' turn.
void count_one(std::vector<Contender>& people, UserId taker, Timestamp now) {
    auto const it = std::ranges::find(people, taker, &Contender::user_id);
    ++it->load;
    it->last_given_at = now;
}

bool somebody_is_free(std::vector<Contender> const& people, Timestamp now) {
    return std::ranges::any_of(people, [&](auto const& c) { return is_free(c, RoutingOccasion::waiting, now); });
}

void take(Tx& tx, Ticket t, RoutingDecision const& decision, Timestamp now) {
    now = std::max(now, t.updated_at);
    auto const queued = t.standing();
    t.assignee_id = decision.chosen;
    record_giving(tx, t, queued, decision.why, now);
    note_given_out(tx, t, now);
    follow_stage(tx, queued, t, now);
    save(tx, t, now);
}

// Those that still wait there, locked in the order of their ids, then by priority and age.
std::vector<Ticket> lock_waiting(Tx& tx, DepartmentId department, std::vector<TicketId> ids) {
    std::ranges::sort(ids);
    std::vector<Ticket> tickets;
    for (auto const id : ids) {
        auto t = find_ticket(tx, visible_to(Actor::system(tx.tenant())), std::to_string(id.value), Lock::row);
        if (t && !t->assignee_id && t->department_id == department && is_on_hand(t->status_category))
            tickets.push_back(*std::move(t));
    }
    std::ranges::stable_sort(tickets, std::greater(), &Ticket::priority);
    return tickets;
}

bool gives_out(Tx& tx, DepartmentId id) {
    auto const department = known_department(tx, id);
    return !department.archived_at && department.routing == DepartmentRouting::least_load;
}

} // namespace

std::vector<TicketId> plan_for_queue(Tx& tx, DepartmentId department, Timestamp now) {
    std::vector<TicketId> planned;
    if (!gives_out(tx, department)) return planned;
    auto people = people_online(tx, department, Hold::nothing);
    if (people.empty()) return planned;
    auto const queue = list_queue(tx, department, most_looked_at);
    if (queue.empty()) return planned;
    Questions const questions(tx, department, queue);
    learn_work(tx, department, people, questions.skills());
    for (auto const& ticket : queue) {
        if (planned.size() == most_at_once || !somebody_is_free(people, now)) break;
        auto const decision = choose(questions.about(ticket), people, now);
        if (!decision.chosen) continue;
        planned.push_back(ticket.id);
        count_one(people, *decision.chosen, now);
    }
    return planned;
}

int give_from_queue(Tx& tx, DepartmentId department, std::vector<TicketId> planned, Timestamp now) {
    if (!gives_out(tx, department)) return 0;
    auto tickets = lock_waiting(tx, department, std::move(planned));
    auto people = people_online(tx, department, Hold::rows);
    if (tickets.empty() || people.empty()) return 0;
    std::vector<Queued> queue;
    for (auto const& t : tickets) queue.push_back({t.id, t.type_id});
    Questions const questions(tx, department, queue);
    learn_work(tx, department, people, questions.skills());
    int given = 0;
    for (auto& t : tickets) {
        auto const decision = choose(questions.about({t.id, t.type_id}), people, now);
        if (!decision.chosen) continue;
        count_one(people, *decision.chosen, now);
        take(tx, std::move(t), decision, now);
        ++given;
    }
    return given;
}

std::optional<RoutingExplanation> explain_waiting(Tx& tx, Ticket const& t, Timestamp now) {
    if (t.assignee_id || !t.department_id || !is_on_hand(t.status_category)) return std::nullopt;
    if (!gives_out(tx, *t.department_id)) return std::nullopt;
    Questions const questions(tx, *t.department_id, {{t.id, t.type_id}});
    auto people = people_online(tx, *t.department_id, Hold::nothing);
    learn_work(tx, *t.department_id, people, questions.skills());
    return choose(questions.about({t.id, t.type_id}), people, now).why;
}

} // namespace baton
