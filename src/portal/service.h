// Use cases of the portal: what customers do without an account. Each runs inside the caller's unit of work. Who shows
// the access token of a ticket, or its number with the end of the phone number, is its customer (Actor::ticket).
#pragma once
#include "portal/present.h"
#include "portal/throttle.h"

namespace baton {

std::vector<PortalType> portal_types(Tx&);
std::vector<PortalAnnouncement> portal_announcements(Tx&, Timestamp now);

// What a request shows to be let in.
struct Knock {
    std::string number;
    std::string token;                     // "" when there is none
    std::optional<std::string> phone_tail; // four digits
    std::string address;
};
// Throws Error::not_found, the same for whatever is wrong, and Error::too_many after too many failures; a right token
// is never throttled. The ticket is what it became by merging.
Ticket let_in(Tx&, PortalThrottle&, Knock const&, Timestamp now);

// As the product's own record of who sent a file before anybody knows him.
Actor somebody(TenantId);
// Those of the names that are unused uploads from here. Throws Error::invalid naming each wrong entry.
std::vector<AttachmentId> uploads_named(Tx&, std::vector<Text<1, 200>> const& names);

struct PortalOpening {
    PortalNewTicket const& input;
    std::string address;
};
// A filled-in honeypot looks like success and stores nothing. Throws Error::too_many, and 428 with a challenge.
PortalReceipt open_portal_ticket(Tx&, PortalThrottle&, TicketNumbers&, PortalOpening const&, Timestamp now);

CustomerRules edit_customer_rules(Tx&, Actor const&, CustomerRules const&, Timestamp now);

// Removes at most `limit` used proofs that are too old to be shown again; returns how many.
int sweep_proofs(Tx&, Timestamp now, int limit);
// Throws db::DbError naming a missing column.
void check_portal_tables(Tx&);

} // namespace baton
