// Rows in, rows out: the only place that knows the table of links.
#pragma once
#include "ticket/link.h"

namespace baton {

// False when it is there already.
bool insert_link(Tx&, TicketLink const&);
void delete_link(Tx&, TicketLink const&);
// Between the two, whichever way round.
std::optional<TicketLink> find_link(Tx&, TicketId, TicketId);
// It is this end of a link of the kind.
bool is_linked(Tx&, TicketId, LinkKind, LinkEnd);
// The nearest first, as far as `levels`.
std::vector<TicketId> parents_above(Tx&, TicketId, int levels);
// How many levels of children it has, as far as `levels`.
int levels_below(Tx&, TicketId, int levels);
std::vector<LinkedTicket> list_links(Tx&, Scope const&, TicketId, TicketId after, int limit);

// Whatever the scope; until the unit ends nobody else locks it.
std::optional<Ticket> hold_ticket(Tx&, TicketId);

struct OpenChild {
    TicketId id{};
    std::string number;
};
DESCRIBE(OpenChild, (), (id, number));
// Not finished; the oldest thousand.
std::vector<OpenChild> open_children(Tx&, TicketId);

} // namespace baton
