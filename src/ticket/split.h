// Splitting 拆分: a ticket that is about two things becomes two. What was said about the other thing is copied into a
// new ticket of the same customer; the log is never rewritten, so that each copy tells whose words they are and since
// when.
#pragma once
#include "ticket/service.h"

namespace baton {

inline constexpr std::size_t max_split_events = 100;

struct SplitInput {
    std::vector<EventId> event_ids; // messages of the ticket, notes too
    Text<1, 200> subject;
    Text<0, 100'000> description;
    std::optional<Text<1, 200>> type;          // path; absent: as the ticket's
    std::optional<Priority> priority;          // absent: as the ticket's
    std::optional<DepartmentId> department_id; // absent: that of the type when it names one, else the ticket's
    std::optional<UserId> assignee_id;
    std::optional<json::object> fields; // absent: none, and none are asked for
};
DESCRIBE(SplitInput, (), (event_ids, subject, description, type, priority, department_id, assignee_id, fields));
void check(SplitInput const&, Problems&);

// Linked to the one it is from. Throws Error::invalid naming each entry that is no message of the ticket, and for a
// type that is not marked when the ticket is.
Ticket split_ticket(Tx&, Actor const&, std::string const& ticket, SplitInput const&, TicketNumbers&, Timestamp now);

// Where a copied message comes from.
struct CopiedAuthor {
    ActorKind kind = ActorKind::system;
    std::optional<std::string> id;
};
DESCRIBE(CopiedAuthor, (), (kind, id));
struct SplitFrom {
    TicketId ticket_id{};
    std::string number;
    EventId event_id{};
    Timestamp at{};
    CopiedAuthor author;
};
DESCRIBE(SplitFrom, (), (ticket_id, number, event_id, at, author));
// Absent for what is no copy, or erased.
std::optional<SplitFrom> split_from(Event const&);
// Who said it and when: of a copy the one who said it first.
EventActor author_of(Event const&);
Timestamp said_at(Event const&);

} // namespace baton
