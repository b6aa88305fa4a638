// Who takes part in a ticket besides its assignee: collaborators 协同人 see it and work on it, followers 抄送人 only
// read it.
#pragma once
#include "ticket/ticket.h"
#include "user/actor.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(Part, collaborator, follower)

struct Participant {
    TicketId ticket_id{};
    UserId user_id{};
    Part part{};
};
DESCRIBE(Participant, (), (ticket_id, user_id, part));

// Nothing happens when he takes part so already. Whoever sees a ticket may follow it; the rest needs the right to
// change it. Throws Error::invalid for "user_id" when there is no such person.
Ticket add_participant(Tx&, Actor const&, std::string const& ticket, Part, UserId, Timestamp now);
// Throws Error::not_found when he takes no such part. Everyone may leave.
Ticket remove_participant(Tx&, Actor const&, std::string const& ticket, Part, UserId, Timestamp now);

// A follower from now on, recorded; nothing happens to who is one already. For use cases that hold the ticket's lock
// and checked both.
void let_follow(Tx&, Actor const&, TicketId, UserId, Timestamp now);

// Somebody takes part, or no more, as `kind` says. For use cases that wrote it.
void record_part(Tx&, Actor const&, Participant const&, EventKind kind, Timestamp now);

// Of a page of tickets, in the order they joined.
std::vector<Participant> participants_of(Tx&, std::vector<TicketId> const&);
bool takes_part(Tx&, TicketId, UserId, Part);

} // namespace baton
