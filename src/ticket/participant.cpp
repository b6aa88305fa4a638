#include "ticket/participant.h"

#include "ticket/participant_store.h"
#include "ticket/service.h"
#include "ticket/store.h"
#include "user/service.h"

namespace baton {
namespace {

// The ticket, locked, when this actor may put this person in or out.
Ticket load(Tx& tx, Actor const& actor, std::string const& reference, bool is_his_own, Timestamp& now) {
    if (is_his_own) return ticket_seen_for_update(tx, actor, reference, now);
    actor.require(Permission::tickets_edit);
    return ticket_for_change(tx, actor, reference, now);
}

} // namespace

void record_part(Tx& tx, Actor const& actor, Participant const& p, EventKind kind, Timestamp now) {
    NewEvent event;
    event.kind = kind;
    event.ticket_id = p.ticket_id;
    event.actor = actor.as_event_actor();
    event.content.data = {{"user_id", std::to_string(p.user_id.value)}};
    record(tx, std::move(event), now);
    touch_ticket(tx, p.ticket_id, now);
}

Ticket add_participant(Tx& tx, Actor const& actor, std::string const& reference, Part part, UserId user,
                       Timestamp now) {
    auto ticket = load(tx, actor, reference, part == Part::follower && actor.user == user, now);
    require_user(tx, user, "user_id");
    Participant const participant{ticket.id, user, part};
    bool const collaborator = part == Part::collaborator;
    if (insert_participant(tx, participant))
        record_part(tx, actor, participant, collaborator ? EventKind::collaborator_added : EventKind::follower_added,
                    now);
    return ticket;
}

void let_follow(Tx& tx, Actor const& actor, TicketId ticket, UserId user, Timestamp now) {
    Participant const follower{ticket, user, Part::follower};
    if (insert_participant(tx, follower)) record_part(tx, actor, follower, EventKind::follower_added, now);
}

Ticket remove_participant(Tx& tx, Actor const& actor, std::string const& reference, Part part, UserId user,
                          Timestamp now) {
    auto ticket = load(tx, actor, reference, actor.user == user, now);
    Participant const participant{ticket.id, user, part};
    if (!delete_participant(tx, participant)) throw Error(ErrorCode::not_found, "He takes no such part in the ticket.");
    bool const collaborator = part == Part::collaborator;
    record_part(tx, actor, participant, collaborator ? EventKind::collaborator_removed : EventKind::follower_removed,
                now);
    return ticket;
}

} // namespace baton
