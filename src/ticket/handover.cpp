#include "ticket/handover.h"

#include "department/service.h"
#include "ticket/change.h"
#include "ticket/giving.h"
#include "ticket/handover_store.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

constexpr int most_shown = 100;

// Notes that the ticket was given from where it stood before to where it stands now.
void hand_over(Tx& tx, Actor const& actor, Standing from, Ticket const& t, Timestamp now) {
    auto const last = find_standing_handover(tx, t.id);
    if (last && last->state == HandoverState::waiting) {
        auto const state = state_when_given_on(*last, actor.user);
        save_state(tx, last->id, state, actor.user, now);
        if (state == HandoverState::withdrawn) {
            from.department_id = last->from_department_id;
            from.assignee_id = last->from_assignee_id;
        }
    }
    if (from.department_id == t.department_id && from.assignee_id == t.assignee_id) return; // taken back
    Handover h{tx.next_id<HandoverId>(now),
               t.id,
               actor.user,
               from.department_id,
               from.assignee_id,
               t.department_id,
               t.assignee_id,
               HandoverState::waiting,
               now,
               {},
               {}};
    if (actor.user && t.assignee_id == actor.user) { // who takes it himself need not accept it
        h.state = HandoverState::accepted;
        h.settled_at = now;
        h.settled_by = actor.user;
    }
    insert_handover(tx, h);
}

// It is with him, with a department of his, or with people below him.
void require_holder(Actor const& actor, Ticket const& t) {
    bool const his = actor.user && t.assignee_id == actor.user;
    bool const of_his = t.department_id && std::ranges::binary_search(actor.reach.seen, *t.department_id);
    if (his || of_his || actor.may(Permission::tickets_read_all)) return;
    throw Error(ErrorCode::forbidden, "It was not handed to you, so it is not yours to give back.");
}

void refuse_finished(Tx& tx, Ticket const& t, Timestamp now) {
    if (is_finished(t.status_category)) refuse(tx, t, "The ticket is finished; reopen it first.", now);
}

std::vector<UserId> who_gave_back(Tx& tx, Actor const& actor, TicketId id) {
    std::vector<UserId> people;
    for (auto const& [_, user] : list_who_gave_back(tx, {id})) people.push_back(user);
    if (actor.user) people.push_back(*actor.user);
    return people;
}

std::optional<UserId> who_still_works_there(Tx& tx, Handover const& h, Timestamp now) {
    if (!h.from_assignee_id || !is_let_in(tx, *h.from_assignee_id, now)) return std::nullopt;
    if (h.from_department_id && !works_in(tx, *h.from_assignee_id, *h.from_department_id)) return std::nullopt;
    return h.from_assignee_id;
}

bool is_still_there(Tx& tx, DepartmentId department) {
    Problems gone;
    gone.take([&] { require_department(tx, department, "department_id"); });
    return gone.empty();
}

// What came back into a queue that is given out: to somebody who has not given it back himself.
void give_to_next(Tx& tx, Actor const& actor, Ticket& t, Timestamp now) {
    auto const queued = t.standing();
    auto const why = give(tx, t, RoutingOccasion::given_back, who_gave_back(tx, actor, t.id), now);
    if (!why) return;
    record_giving(tx, t, queued, *why, now);
    note_given_out(tx, t, now);
}

Ticket give_back(Tx& tx, Actor const& actor, Ticket t, Handover const& h, HandoverState state,
                 std::string const& reason, Timestamp now) {
    require_holder(actor, t);
    refuse_finished(tx, t, now);
    auto const assignee = who_still_works_there(tx, h, now);
    if (h.from_department_id ? !is_still_there(tx, *h.from_department_id) : !assignee)
        refuse(tx, t, "Where it came from is no more; assign it to a department or a person instead.", now);
    auto const before = t.standing();
    t.department_id = h.from_department_id;
    t.assignee_id = assignee;
    save_state(tx, h.id, state, actor.user, now);
    auto const kind = state == HandoverState::bounced ? EventKind::bounced : EventKind::returned;
    auto event = event_of(actor, t, kind, stage_data(before, t.standing()));
    event.content.body = reason;
    record(tx, std::move(event), now);
    give_to_next(tx, actor, t, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

} // namespace

void check(Assignment const& a, Problems& problems) {
    if (!a.department_id && !a.assignee_id && problems.empty())
        problems.add("assignee_id", "give a department, an assignee or both");
}

HandoverState state_when_given_on(Handover const& waiting, std::optional<UserId> by) {
    bool const got_it = by && waiting.to_assignee_id == by;
    return by && waiting.given_by == by && !got_it ? HandoverState::withdrawn : HandoverState::accepted;
}

namespace {

// Not to who passes it on himself.
std::optional<RoutingExplanation> give_transferred(Tx& tx, Actor const& actor, Ticket& t, Timestamp now) {
    std::vector<UserId> not_to;
    if (actor.user) not_to.push_back(*actor.user);
    return give(tx, t, RoutingOccasion::transferred, std::move(not_to), now);
}

} // namespace

Ticket assign_ticket(Tx& tx, Actor const& actor, std::string const& reference, Assignment const& input, Timestamp now) {
    actor.require(Permission::tickets_assign);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const before = t.standing();
    bool const moves = input.department_id && input.department_id != t.department_id;
    if (input.department_id) t.department_id = input.department_id;
    if (moves || input.assignee_id) t.assignee_id = input.assignee_id; // a new department takes it unassigned
    Problems problems;
    check_place(tx, input.department_id, t.department_id, input.assignee_id, problems);
    problems.raise();
    auto data = stage_data(before, t.standing());
    if (!input.note.empty()) data["note"] = std::string_view(input.note);
    if (input.handover) data["handover"] = to_json(*input.handover);
    if (input.handover && input.handover->promised_at) t.promised_at = input.handover->promised_at;
    record(tx, event_of(actor, t, moves ? EventKind::transferred : EventKind::assigned, std::move(data)), now);
    auto const placed = t.standing();
    if (auto const why = moves ? give_transferred(tx, actor, t, now) : std::nullopt)
        record_giving(tx, t, placed, *why, now);
    if (before != t.standing()) hand_over(tx, actor, before, t, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

namespace {

// Refused with the sentence for whoever cannot accept it.
void check_acceptance(Tx& tx, Actor const& actor, Ticket const& t, bool waits, Timestamp now) {
    refuse_finished(tx, t, now);
    if (t.assignee_id && t.assignee_id != actor.user)
        refuse(tx, t, "It is with " + user_names(tx, {t.assignee_id->value}).at(t.assignee_id->value) + ".", now);
    if (t.assignee_id && !waits) refuse(tx, t, "It is yours already: nothing waits to be accepted.", now);
    if (!t.assignee_id && t.department_id && !works_in(tx, *actor.user, *t.department_id))
        throw Error(ErrorCode::forbidden, "It waits for the people of a department you do not work in.");
}

} // namespace

Ticket accept_ticket(Tx& tx, Actor const& actor, std::string const& reference, Timestamp now) {
    actor.require(Permission::tickets_edit);
    if (!actor.user) throw Error(ErrorCode::forbidden, "Only a person accepts a ticket.");
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const before = t.standing();
    auto const last = find_standing_handover(tx, t.id);
    bool const waits = last && last->state == HandoverState::waiting;
    check_acceptance(tx, actor, t, waits, now);
    open_new(tx, t, now);
    t.assignee_id = actor.user;
    if (waits) save_state(tx, last->id, HandoverState::accepted, actor.user, now);
    record(tx, event_of(actor, t, EventKind::accepted, stage_data(before, t.standing())), now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
    return t;
}

Ticket bounce_ticket(Tx& tx, Actor const& actor, std::string const& reference, Refusal const& why, Timestamp now) {
    actor.require(Permission::tickets_assign);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const last = find_standing_handover(tx, t.id);
    if (!last || last->state != HandoverState::waiting)
        refuse(tx, t, "Nothing waits to be accepted; return it to the previous holder instead.", now);
    return give_back(tx, actor, std::move(t), *last, HandoverState::bounced, why.reason, now);
}

Ticket return_ticket(Tx& tx, Actor const& actor, std::string const& reference, Refusal const& why, Timestamp now) {
    actor.require(Permission::tickets_assign);
    auto t = ticket_for_change(tx, actor, reference, now);
    auto const last = find_standing_handover(tx, t.id);
    if (!last) refuse(tx, t, "Nobody had it before, so there is nobody to return it to.", now);
    return give_back(tx, actor, std::move(t), *last, HandoverState::returned, why.reason, now);
}

void note_opened_for(Tx& tx, Ticket const& t, Timestamp now) {
    insert_handover(tx, {tx.next_id<HandoverId>(now),
                         t.id,
                         {},
                         t.department_id,
                         {},
                         t.department_id,
                         t.assignee_id,
                         HandoverState::waiting,
                         now,
                         {},
                         {}});
}

void note_given_out(Tx& tx, Ticket const& t, Timestamp now) {
    auto const last = find_standing_handover(tx, t.id);
    bool const waits = last && last->state == HandoverState::waiting && !last->to_assignee_id;
    if (waits && last->to_department_id == t.department_id) save_taker(tx, last->id, t.assignee_id.value(), now);
    else note_opened_for(tx, t, now);
}

std::vector<Handover> handovers_of(Tx& tx, TicketId id) {
    auto all = list_handovers(tx, id, most_shown);
    std::ranges::reverse(all);
    return all;
}

} // namespace baton
