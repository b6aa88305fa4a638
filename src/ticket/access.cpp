// Loading tickets through what an actor may see and change.
#include "ticket/merge.h"
#include "ticket/participant.h"
#include "ticket/sealing.h"

#include <algorithm>

namespace baton {

Ticket visible_ticket(Tx& tx, Actor const& actor, std::string const& reference) {
    auto ticket = find_ticket(tx, visible_to(actor), reference, Lock::none);
    if (!ticket) throw Error(ErrorCode::not_found, "There is no such ticket.");
    return *std::move(ticket);
}

namespace {

void refuse_merged(Tx& tx, TicketId id) {
    auto const merged = merged_among(tx, {id});
    if (!merged.empty())
        throw Error(ErrorCode::conflict, "The ticket was merged into " + merged.front().number + ": go on there.");
}

} // namespace

// A request that waited for another one's unit happens after it: `now` never goes back on a ticket.
Ticket ticket_seen_for_update(Tx& tx, Actor const& actor, std::string const& reference, Timestamp& now) {
    auto ticket = find_ticket(tx, visible_to(actor), reference, Lock::row);
    if (!ticket) throw Error(ErrorCode::not_found, "There is no such ticket.");
    now = std::max(now, ticket->updated_at);
    return *std::move(ticket);
}

Ticket ticket_for_change(Tx& tx, Actor const& actor, std::string const& reference, Timestamp& now) {
    auto ticket = ticket_seen_for_update(tx, actor, reference, now);
    require_change(tx, actor, ticket);
    if (ticket.status_category == StatusCategory::closed) refuse_merged(tx, ticket.id);
    seal_if_marked(tx, ticket);
    return ticket;
}

void require_change(Tx& tx, Actor const& actor, Ticket const& ticket) {
    if (!may_change(tx, actor, ticket))
        throw Error(ErrorCode::forbidden, "You may read this ticket, but not change it: it is with others now.");
}

bool may_change(Tx& tx, Actor const& actor, Ticket const& t) {
    if (actor.may(Permission::tickets_read_all)) return true;
    if (!actor.user) return false;
    if (t.assignee_id == actor.user || t.created_by == actor.user) return true;
    if (t.department_id && std::ranges::binary_search(actor.reach.seen, *t.department_id)) return true;
    return takes_part(tx, t.id, *actor.user, Part::collaborator);
}

bool can_see(Tx& tx, Actor const& actor, TicketId id) { return !visible_among(tx, visible_to(actor), {id}).empty(); }

std::vector<TicketId> visible_tickets(Tx& tx, Actor const& actor, std::vector<TicketId> const& ids) {
    return visible_among(tx, visible_to(actor), ids);
}

} // namespace baton
