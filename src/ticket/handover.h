// Handing over 转派: a ticket is given to a department or a person, who accepts it, bounces it, or returns it later to
// where it came from. What was given on and is not back is a stack: once a ticket is returned, who has it then returns
// it to where he had it from, not to where it just was.
#pragma once
#include "ticket/service.h"

namespace baton {

struct HandoverTag;
using HandoverId = Id<HandoverTag>;

// Append only: the words are stored. `withdrawn`: who gave it gave it to another before it was accepted.
BOOST_DEFINE_ENUM_CLASS(HandoverState, waiting, accepted, withdrawn, bounced, returned)

struct Handover {
    HandoverId id{};
    TicketId ticket_id{};
    std::optional<UserId> given_by; // absent when nobody in particular did
    std::optional<DepartmentId> from_department_id;
    std::optional<UserId> from_assignee_id;
    std::optional<DepartmentId> to_department_id;
    std::optional<UserId> to_assignee_id;
    HandoverState state = HandoverState::waiting;
    Timestamp given_at{};
    std::optional<Timestamp> settled_at;
    std::optional<UserId> settled_by = {}; // who accepted it or gave it back
};
DESCRIBE(Handover, (),
         (id, ticket_id, given_by, from_department_id, from_assignee_id, to_department_id, to_assignee_id, state,
          given_at, settled_at, settled_by));

// 交接卡: what whoever gets it must know.
struct HandoverCard {
    Text<0, 5'000> problem, done, missing;
    std::optional<Timestamp> promised_at;
};
DESCRIBE(HandoverCard, (), (problem, done, missing, promised_at));

struct Assignment {
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    Text<0, 5'000> note;
    std::optional<HandoverCard> handover;
};
DESCRIBE(Assignment, (), (department_id, assignee_id, note, handover));
void check(Assignment const&, Problems&);

struct Refusal {
    Text<1, 5'000> reason;
};
DESCRIBE(Refusal, (), (reason));

// A handover still waiting is withdrawn when who gave it gives it to another, else accepted: it was passed on.
HandoverState state_when_given_on(Handover const& waiting, std::optional<UserId> by);

Ticket assign_ticket(Tx&, Actor const&, std::string const& ticket, Assignment const&, Timestamp now);
// One that waits for a whole department, or lies in its queue, becomes the actor's own; a new one becomes open.
// Error::conflict when it is another's, nothing waits or the ticket is finished.
Ticket accept_ticket(Tx&, Actor const&, std::string const& ticket, Timestamp now);
// Back before it was accepted. Error::conflict when nothing waits; Error::forbidden for who did not get it.
Ticket bounce_ticket(Tx&, Actor const&, std::string const& ticket, Refusal const&, Timestamp now);
// Back to the previous holder, to his department's queue when he works there no more. Error::conflict when there is
// none.
Ticket return_ticket(Tx&, Actor const&, std::string const& ticket, Refusal const&, Timestamp now);

// Notes that a rule gave it out: what waited for the whole department waits for the assignee, else it waits for him as
// from the queue, to which he may give it back.
void note_given_out(Tx&, Ticket const&, Timestamp now);
// The same for one that was just opened.
void note_opened_for(Tx&, Ticket const&, Timestamp now);

// Oldest first; the newest hundred.
std::vector<Handover> handovers_of(Tx&, TicketId);

// Throws db::DbError naming a missing column.
void check_handover_tables(Tx&);

} // namespace baton
