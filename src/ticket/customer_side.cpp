#include "ticket/customer_side.h"

#include "attachment/service.h"
#include "customer/service.h"
#include "department/service.h"
#include "tenant/service.h"
#include "ticket/change.h"
#include "ticket/held.h"
#include "ticket/link.h"
#include "ticket/mention.h"
#include "ticket/sealing.h"
#include "ticket/snooze.h"
#include "ticket/store.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

constexpr auto closed_sentence = "The ticket is closed. Reopen it while you can, or open a new one.";

void go_to(Tx& tx, Ticket& t, StatusCategory category, Timestamp now) {
    auto const statuses = statuses_of(tx, t.type_id);
    move_status(t, default_of(statuses, category), now);
}

// One thing the customer did, with the move that came of it.
struct Deed {
    EventKind kind{};
    std::string text;
    json::object data = {};
};

EventId record_deed(Tx& tx, Actor const& actor, Standing const& before, Ticket const& t, Deed deed, Timestamp now) {
    if (deed.kind != EventKind::nudged) stop_held_messages(tx, t, StopReason::customer_wrote, now);
    if (before != t.standing())
        for (auto& [key, value] : stage_data(before, t.standing())) deed.data[key] = value;
    auto event = event_of(actor, t, deed.kind, std::move(deed.data));
    event.visibility = Visibility::public_;
    event.content.body = std::move(deed.text);
    return record(tx, std::move(event), now);
}

// The row and the stage, after the event.
void finish(Tx& tx, Standing const& before, Ticket& t, Timestamp now) {
    wake(tx, Actor::system(tx.tenant()), t, WakeReason::customer, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
}

void reopen(Tx& tx, Ticket& t, Timestamp now) {
    go_to(tx, t, StatusCategory::open, now);
    t.promised_at.reset(); // it was kept, or is worth nothing now
}

// Back to work, with who asked for what came now, where he still works.
void end_waiting(Tx& tx, Ticket& t, std::optional<TicketRequest> const& answered, Timestamp now) {
    go_to(tx, t, StatusCategory::open, now);
    if (!answered || !is_let_in(tx, answered->asked_by, now)) return;
    if (!t.department_id || works_in(tx, answered->asked_by, *t.department_id)) t.assignee_id = answered->asked_by;
}

EventId record_message(Tx& tx, Actor const& actor, Ticket const& t, CustomerMessage const& message, Timestamp now) {
    auto event = event_of(actor, t, EventKind::message, {});
    event.visibility = Visibility::public_;
    event.content.body = message.body;
    for (auto const id : message.attachment_ids) event.content.attachment_ids.push_back(std::to_string(id.value));
    auto const id = record(tx, std::move(event), now);
    stop_held_messages(tx, t, StopReason::customer_wrote, now);
    attach(tx, actor, message.attachment_ids, t.id, id, now);
    return id;
}

NewTicket follow_up_of(Tx& tx, Ticket const& t, std::string const& reason) {
    NewTicket input;
    input.subject = t.subject;
    input.description = reason;
    auto const type = type_of(tx, t.type_id);
    if (!type.archived_at) input.type = type.path;
    input.priority = t.priority;
    input.channel = Channel::portal;
    input.requester.id = t.requester_id;
    return input;
}

} // namespace

std::optional<Timestamp> nudge_after(Ticket const& t, CustomerRules const& rules, Timestamp now) {
    if (!t.nudged_at) return std::nullopt;
    auto const next = after_seconds(*t.nudged_at, rules.nudge_minutes * 60);
    return next > now ? std::optional(next) : std::nullopt;
}

bool is_reopenable(Ticket const& t, CustomerRules const& rules, Timestamp now) {
    auto const ended = t.closed_at ? t.closed_at : t.resolved_at;
    return is_finished(t.status_category) && ended && after_seconds(*ended, rules.reopen_days * 86'400) > now;
}

std::vector<CustomerAction> customer_actions(Ticket const& t, CustomerRules const& rules,
                                             std::optional<Rating> const& rating, Timestamp now) {
    using enum CustomerAction;
    std::vector<CustomerAction> can;
    bool const again = is_reopenable(t, rules, now);
    if (!is_finished(t.status_category)) {
        can.push_back(message);
        if (!nudge_after(t, rules, now)) can.push_back(nudge);
        return can;
    }
    if (t.status_category == StatusCategory::resolved) {
        if (again) can.push_back(message);
        can.push_back(confirm);
    }
    if (may_rate_again(rating, now)) can.push_back(rate);
    can.push_back(again ? reopen : new_ticket);
    return can;
}

Ticket ticket_of_customer(Tx& tx, Actor const& actor, Timestamp& now) {
    if (!actor.ticket) throw Error(ErrorCode::not_found, "There is no such ticket.");
    auto t = ticket_seen_for_update(tx, actor, std::to_string(actor.ticket->value), now);
    if (is_merged(tx, t))
        throw Error(ErrorCode::conflict, "The ticket was merged into another one, and goes on there.");
    seal_if_marked(tx, t);
    return t;
}

Event add_customer_message(Tx& tx, Actor const& actor, CustomerMessage const& message, Timestamp now) {
    auto t = ticket_of_customer(tx, actor, now);
    auto const before = t.standing();
    bool const is_over = is_finished(t.status_category);
    if (is_over && (t.status_category == StatusCategory::closed || !is_reopenable(t, customer_rules(tx), now)))
        refuse(tx, t, closed_sentence, now);
    auto const id = record_message(tx, actor, t, message, now);
    auto const answered = answer_requests(tx, t.id, now);
    if (is_over) {
        reopen(tx, t, now);
        record_deed(tx, actor, before, t, {EventKind::reopened, ""}, now);
    } else if (t.status_category == StatusCategory::pending) {
        end_waiting(tx, t, answered, now);
        record_status(tx, actor, before, t, "", now);
    }
    finish(tx, before, t, now);
    return find_event(tx, id).value();
}

Ticket confirm_ticket(Tx& tx, Actor const& actor, bool is_solved, std::string const& comment, Timestamp now) {
    auto t = ticket_of_customer(tx, actor, now);
    auto const before = t.standing();
    if (!is_finished(t.status_category)) refuse(tx, t, "It is not solved yet: there is nothing to confirm.", now);
    if (is_solved) {
        if (t.status_category == StatusCategory::closed) refuse(tx, t, "The ticket is closed already.", now);
        go_to(tx, t, StatusCategory::closed, now);
        record_deed(tx, actor, before, t, {EventKind::confirmed, comment, {{"solved", true}}}, now);
    } else {
        if (!is_reopenable(t, customer_rules(tx), now)) refuse(tx, t, closed_sentence, now);
        reopen(tx, t, now);
        record_deed(tx, actor, before, t, {EventKind::reopened, comment, {{"solved", false}}}, now);
    }
    finish(tx, before, t, now);
    return t;
}

Ticket nudge_ticket(Tx& tx, Actor const& actor, std::string const& reason, Timestamp now) {
    auto t = ticket_of_customer(tx, actor, now);
    auto const before = t.standing();
    if (is_finished(t.status_category)) refuse(tx, t, "The ticket is finished: reopen it instead.", now);
    if (auto const next = nudge_after(t, customer_rules(tx), now)) {
        Error error(ErrorCode::too_many, "You asked to hurry a short while ago. We are on it.");
        error.retry_after_s = int((*next - now) / microseconds_per_second) + 1;
        throw error;
    }
    ++t.nudges;
    t.nudged_at = now;
    record_deed(tx, actor, before, t, {EventKind::nudged, reason, {{"nudges", t.nudges}}}, now);
    finish(tx, before, t, now);
    return t;
}

Ticket reopen_ticket(Tx& tx, Actor const& actor, std::string const& reason, TicketNumbers& numbers, Timestamp now) {
    auto t = ticket_of_customer(tx, actor, now);
    auto const before = t.standing();
    if (!is_finished(t.status_category)) refuse(tx, t, "The ticket is still being worked on: write a message.", now);
    if (!is_reopenable(t, customer_rules(tx), now)) {
        auto const input = follow_up_of(tx, t, reason);
        auto const opened = open_ticket(tx, actor, input, numbers, now, FormRules::waived);
        link_tickets(tx, actor, opened.ticket, t, LinkKind::follow_up, now);
        touch_ticket(tx, t.id, now); // its next event is not before this one, whatever the clock does
        return opened.ticket;
    }
    reopen(tx, t, now);
    record_deed(tx, actor, before, t, {EventKind::reopened, reason}, now);
    finish(tx, before, t, now);
    return t;
}

} // namespace baton
