// What a customer does with his own ticket, whatever channel he does it by. The actor is a customer who sees this one
// ticket (Actor::ticket). Nothing of it asks for the forms and moves of the ticket's type: those bind who works on it.
#pragma once
#include "tenant/tenant.h"
#include "ticket/rating.h"

namespace baton {

// What he can do next; new_ticket: reopening it opens another one that follows it up.
BOOST_DEFINE_ENUM_CLASS(CustomerAction, message, confirm, rate, nudge, reopen, new_ticket)

// From which moment on he may ask to hurry again; absent: now.
std::optional<Timestamp> nudge_after(Ticket const&, CustomerRules const&, Timestamp now);
bool is_reopenable(Ticket const&, CustomerRules const&, Timestamp now);
std::vector<CustomerAction> customer_actions(Ticket const&, CustomerRules const&, std::optional<Rating> const&,
                                             Timestamp now);

struct CustomerMessage {
    Text<1, 100'000> body;
    std::vector<AttachmentId> attachment_ids;
};

// As a customer of this ticket, who sees it and nothing else.
Actor customer_of(Tx const&, Ticket const&);
// By number only. Absent when there is none.
std::optional<Ticket> ticket_by_number(Tx&, std::string const& number);
// What the ticket became: itself or, when it was merged, what it was merged into while that is the same customer's.
Ticket followed(Tx&, Ticket);
// It goes on in another one, whosever that is.
bool is_merged(Tx&, Ticket const&);
// The tickets whose messages are shown with this one's: itself and what was merged into it, of the same customer.
std::vector<TicketId> told_together(Tx&, Ticket const&);

// Locked, as ticket_for_change does for who works on it. Throws Error::not_found, and Error::conflict while merged.
Ticket ticket_of_customer(Tx&, Actor const&, Timestamp& now);

// Answers what he was asked for: a ticket that waited for him is open again, with who asked, and a resolved one is
// reopened. Error::conflict once it is closed.
Event add_customer_message(Tx&, Actor const&, CustomerMessage const&, Timestamp now);
// It is solved, and closed; or it is not, and reopened. Error::conflict when there is nothing to confirm.
Ticket confirm_ticket(Tx&, Actor const&, bool is_solved, std::string const& comment, Timestamp now);
// Error::too_many before nudge_after; Error::conflict once it is finished.
Ticket nudge_ticket(Tx&, Actor const&, std::string const& reason, Timestamp now);
// The same ticket while it can be reopened, else a new one that follows it up. Error::conflict while it is not
// finished.
Ticket reopen_ticket(Tx&, Actor const&, std::string const& reason, TicketNumbers&, Timestamp now);

} // namespace baton
