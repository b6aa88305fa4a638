// Links 关联 between tickets: they have to do with each other, and stay two.
#pragma once
#include "ticket/service.h"

namespace baton {

// Append only: the words are stored. How the one it is from stands to the other.
BOOST_DEFINE_ENUM_CLASS(LinkKind, related, duplicate, parent, incident, follow_up)

struct TicketLink {
    TicketId from_id{};
    TicketId to_id{};
    LinkKind kind{};
    std::optional<UserId> created_by; // absent when the customer did
    Timestamp created_at{};
};
DESCRIBE(TicketLink, (), (from_id, to_id, kind, created_by, created_at));

// Recorded on both; nothing happens when they are linked so already. For use cases that checked both.
void link_tickets(Tx&, Actor const&, Ticket const& from, Ticket const& to, LinkKind, Timestamp now);

// Throws db::DbError naming a missing column.
void check_link_tables(Tx&);

} // namespace baton
