#include "ticket/merge_followers.h"

#include "ticket/merge_store.h"
#include "ticket/participant_store.h"
#include "ticket/store.h"

#include <set>

namespace baton {
namespace {

std::set<UserId> people_of(Tx& tx, Ticket const& ticket) {
    std::set<UserId> people;
    if (ticket.assignee_id) people.insert(*ticket.assignee_id);
    for (auto const& each : participants_of(tx, {ticket.id})) people.insert(each.user_id);
    return people;
}

std::set<UserId> people_of(Tx& tx, TicketId id) {
    auto const ticket = find_ticket(tx, visible_to(Actor::system(tx.tenant())), std::to_string(id.value), Lock::none);
    return ticket ? people_of(tx, *ticket) : std::set<UserId>{};
}

// Those who follow it because of the merge, but for `staying`, follow it no more.
void end_but_for(Tx& tx, Actor const& actor, std::set<UserId> const& staying, TicketId merged, TicketId into,
                 Timestamp now) {
    for (auto const& follower : participants_by_merge(tx, into, merged)) {
        if (staying.contains(follower.user_id)) continue;
        delete_participant(tx, follower);
        record_part(tx, actor, follower, EventKind::follower_removed, now);
    }
}

} // namespace

void follow_merged(Tx& tx, Actor const& actor, Ticket const& merged, Ticket const& into, Timestamp now) {
    auto const there = people_of(tx, into);
    for (auto const person : people_of(tx, merged)) {
        Participant const follower{into.id, person, Part::follower};
        if (there.contains(person) || !insert_participant(tx, follower, merged.id)) continue;
        record_part(tx, actor, follower, EventKind::follower_added, now);
    }
}

void end_following(Tx& tx, Actor const& actor, TicketId merged, TicketId into, Timestamp now) {
    end_but_for(tx, actor, {}, merged, into, now);
    for (auto further = find_ticket_merge(tx, into); further; further = find_ticket_merge(tx, into)) {
        end_but_for(tx, actor, people_of(tx, into), into, further->into_id, now);
        into = further->into_id;
    }
}

} // namespace baton
