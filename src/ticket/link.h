// Links 关联 between tickets: they have to do with each other, and stay two. Between two tickets there is one link at
// most.
#pragma once
#include "ticket/service.h"

namespace baton {

// Append only: the words are stored. How the one it is from stands to the other.
BOOST_DEFINE_ENUM_CLASS(LinkKind, related, duplicate, parent, incident, follow_up)

// What a ticket is to the other one, at whichever end of the link: each kind but the first has two words.
BOOST_DEFINE_ENUM_CLASS(LinkRole, related, duplicate, original, parent, child, incident, problem, follow_up, preceding)

enum class LinkEnd { from, to };

struct LinkPlace {
    LinkKind kind{};
    LinkEnd end{};
    bool operator==(LinkPlace const&) const = default;
};
LinkPlace place_of(LinkRole);
LinkRole role_of(LinkPlace);

inline constexpr int max_levels = 10; // of parents above children

// What hangs on the two tickets of a new link already, by links of the same kind.
struct LinkFacts {
    bool from_is_from = false, from_is_to = false; // it is such an end of another one
    bool to_is_from = false, to_is_to = false;
    bool is_circle = false; // the child is above the parent
    int levels = 0;         // there would be, of parents and children
};
// Why there cannot be such a link, as a sentence; "" when there can.
// A duplicate has one original and an incident one problem, neither of which is one itself; a child has one parent.
std::string link_objection(LinkKind, LinkFacts const&);

struct TicketLink {
    TicketId from_id{};
    TicketId to_id{};
    LinkKind kind{};
    std::optional<UserId> created_by; // absent when the customer did
    Timestamp created_at{};
};
DESCRIBE(TicketLink, (), (from_id, to_id, kind, created_by, created_at));

struct LinkInput {
    LinkRole kind{};        // what the ticket is to the other
    Text<1, 100> ticket_id; // of the other, or its number
};
DESCRIBE(LinkInput, (), (kind, ticket_id));
template <> inline constexpr bool is_required<LinkRole> = true;

// The other ticket of a link.
struct LinkedTicket {
    Ticket ticket;
    TicketLink link;
};

// The actor may change the one and sees the other. Nothing happens when they are linked so already. Error::conflict
// says what is in the way, Error::invalid what is wrong with the other.
Ticket link_ticket(Tx&, Actor const&, std::string const& ticket, LinkInput const&, Timestamp now);
// Throws Error::not_found when they are not linked, or the other is out of sight.
void unlink_ticket(Tx&, Actor const&, std::string const& ticket, std::string const& other, Timestamp now);
// Those he sees, by id of the other one, after `after`.
std::vector<LinkedTicket> links_of(Tx&, Actor const&, TicketId, TicketId after, int limit);

// Recorded on both; nothing happens when they are linked so already. For use cases that checked both.
void link_tickets(Tx&, Actor const&, Ticket const& from, Ticket const& to, LinkKind, Timestamp now);

// A problem is no incident of another one.
bool can_be_problem(Tx&, TicketId);
// The problem of what is opened next: it stays one until the unit ends. Absent when it is none. To be called before the
// unit locks people, who come after tickets; several units at once may hold the same one.
std::optional<Ticket> hold_problem(Tx&, TicketId);

// As move() (ticket/change.h); and a parent is not finished before its children are: Error::conflict names those of
// them that the actor sees.
void move_after_children(Tx&, Actor const&, Ticket&, std::string const& word, std::string const& field,
                         bool has_comment, Timestamp now);

// Throws db::DbError naming a missing column.
void check_link_tables(Tx&);

} // namespace baton
