#include "ticket/ticket.h"

#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

void check_fields(TicketFields const& ticket, Problems& problems) {
    if (ticket.tags.size() > max_tags) return problems.add("tags", "must have at most 50 entries");
    for (std::size_t i = 0; i < ticket.tags.size(); ++i)
        if (std::ranges::count(ticket.tags, ticket.tags[i]) > 1)
            problems.add("tags[" + std::to_string(i) + "]", "is there twice");
}

void set_next_due(Ticket& t) {
    t.next_due_at = never;
    if (is_finished(t.status_category)) return;
    t.next_due_at = t.resolution_due_at;
    if (!t.first_responded_at) t.next_due_at = std::min(t.next_due_at, t.first_response_due_at);
}

SlaClock clock_of(SlaMetric metric, Timestamp due, std::optional<Timestamp> done, Timestamp now) {
    auto const until = done.value_or(now);
    auto const state = until > due ? SlaState::breached : done ? SlaState::met : SlaState::running;
    return {metric, due, state, (due - until) / microseconds_per_second};
}

} // namespace

void check(NewTicket const& ticket, Problems& problems) {
    check_fields(ticket, problems);
    if (!problems.has("requester")) check_requester(ticket.requester, "requester", problems);
    if (ticket.attachment_ids.size() > max_attachments) problems.add("attachment_ids", "must have at most 50 entries");
}

void check(TicketEdit const& ticket, Problems& problems) { check_fields(ticket, problems); }

void set_due_times(Ticket& t, SlaTarget const& target) {
    t.first_response_due_at = after_seconds(t.created_at, target.first_response_s);
    t.resolution_due_at = after_seconds(t.created_at, target.resolution_s);
    set_next_due(t);
}

void move_status(Ticket& t, Status const& to, Timestamp now) {
    if (to.key == t.status) throw Error(ErrorCode::conflict, "The ticket is " + to.name + " already.");
    if (!may_move(t.status_category, to.category))
        throw Error(ErrorCode::conflict, fmt::format("A ticket that is {} cannot become {}.", t.status, to.key));
    t.status = to.key;
    t.status_category = to.category;
    if (!is_finished(to.category)) t.resolved_at = t.closed_at = std::nullopt;
    if (is_finished(to.category) && !t.resolved_at) t.resolved_at = now;
    if (to.category == StatusCategory::closed) t.closed_at = now;
    set_next_due(t);
}

void restore_status(Ticket& t, Status const& to, std::optional<Timestamp> resolved_at,
                    std::optional<Timestamp> closed_at) {
    t.status = to.key;
    t.status_category = to.category;
    t.resolved_at = resolved_at;
    t.closed_at = closed_at;
    set_next_due(t);
}

void note_response(Ticket& t, Timestamp now) {
    if (t.first_responded_at) return;
    t.first_responded_at = now;
    set_next_due(t);
}

std::vector<SlaClock> sla_of(Ticket const& t, Timestamp now) {
    return {clock_of(SlaMetric::first_response, t.first_response_due_at, t.first_responded_at, now),
            clock_of(SlaMetric::resolution, t.resolution_due_at, t.resolved_at, now)};
}

} // namespace baton
