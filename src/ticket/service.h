// Use cases of tickets: each checks the actor, loads through his scope, applies the rules, writes
// rows and events, all inside the caller's unit of work.
#pragma once
#include "customer/service.h"
#include "ticket/filter.h"
#include "ticket/numbers.h"
#include "ticket/store.h"
#include "user/actor.h"

namespace baton {

struct NewMessage {
    Text<1, 100'000> body;
    std::optional<Visibility> visibility;
    std::vector<Text<1, 20>> mentions; // ids of people, and "customer" to ask him for something
    std::vector<AttachmentId> attachment_ids;
    std::optional<Text<1, 100>> then;         // status to move to
    std::optional<std::int64_t> send_after_s; // 0..60: its customer gets it that much later (ticket/held.h)
};
DESCRIBE(NewMessage, (), (body, visibility, mentions, attachment_ids, then, send_after_s));
void check(NewMessage const&, Problems&);

struct StatusChange {
    Text<1, 100> status;
    std::optional<Text<1, 5'000>> comment;
};
DESCRIBE(StatusChange, (), (status, comment));

// Throws Error::not_found when absent or out of the actor's sight.
Ticket visible_ticket(Tx&, Actor const&, std::string const& id_or_number);
// The same, and who may only read it is refused: Error::forbidden; so is everyone while it is merged: Error::conflict.
// The row stays locked until the unit ends, and `now` is moved to the last change when that was later.
Ticket ticket_for_change(Tx&, Actor const&, std::string const& id_or_number, Timestamp& now);
// Locked as well, for what a reader may do about himself.
Ticket ticket_seen_for_update(Tx&, Actor const&, std::string const& id_or_number, Timestamp& now);
// Throws Error::forbidden for who may only read it.
void require_change(Tx&, Actor const&, Ticket const&);
// Of a ticket he sees: whoever works in its department (or leads above it) and its assignee, creator and collaborators
// may change it, and so may who reads all; its followers and the department that opened it only read.
bool may_change(Tx&, Actor const&, Ticket const&);
bool can_see(Tx&, Actor const&, TicketId);
// The same for a file or an event of it: what was merged is seen with what it was merged into.
bool can_see_merged(Tx&, Actor const&, TicketId);
std::vector<TicketId> visible_tickets(Tx&, Actor const&, std::vector<TicketId> const&);

// Names by id, for the tickets at hand.
struct TicketNames {
    db::Names departments, users, customers, types;
    std::map<std::int64_t, OrganizationName> organizations; // by customer
};

// A ticket with the names that were looked up on the way, so that showing it asks for none again.
struct Opened {
    Ticket ticket;
    TicketNames names;
};
// waived: for a ticket that goes on with what another one was asked for already.
enum class FormRules { enforced, waived };
Opened open_ticket(Tx&, Actor const&, NewTicket const&, TicketNumbers&, Timestamp now, FormRules = FormRules::enforced);
// `changes` was checked for shape; `version` is the one they were made against.
Ticket edit_ticket(Tx&, Actor const&, std::string const& ticket, json::object const& changes, std::int64_t version,
                   Timestamp now);
Event add_message(Tx&, Actor const&, std::string const& ticket, NewMessage const&, Timestamp now);
Ticket change_status(Tx&, Actor const&, std::string const& ticket, StatusChange const&, Timestamp now);

// Everything one customer asked for becomes another's, in one go; returns which tickets. The same back again, as
// far as they are still `from`'s. For use cases that checked both customers.
std::vector<TicketId> move_requester(Tx&, CustomerId from, CustomerId to);
void return_requester(Tx&, std::vector<TicketId> const&, CustomerId from, CustomerId to);

// Erasure of a person: his tickets stay as shells that are counted as before, but for those in the recycle bin, which
// go. Removes what anybody wrote into this one and its files; returns which files its rows named. For use cases that
// checked the actor.
std::vector<std::string> erase_ticket(Tx&, Actor const&, TicketId, std::string const& reason, Timestamp now);
std::vector<TicketId> tickets_to_erase(Tx&, CustomerId requester, int limit);

// How many tickets have it, counted up to `most`.
std::int64_t count_tagged(Tx&, std::string const& tag, std::int64_t most);
// On at most `limit` tickets that have the tag `from` it becomes `to`, recorded as the actor's change; returns how many
// these were. For use cases that checked him.
int rename_tag(Tx&, Actor const&, std::string const& from, std::string const& to, int limit, Timestamp now);

bool has_unfinished_tickets(Tx&, DepartmentId);
std::vector<Stage> stages_of(Tx&, TicketId);
std::vector<Ticket> tickets_matching(Tx&, Actor const&, TicketFilter const&);
// How many these are, up to the filter's limit.
std::int64_t count_matching(Tx&, Actor const&, TicketFilter const&);

// A change of standing as events carry it in data.stage; `from` is absent when the ticket was opened.
struct StandingChange {
    std::optional<Standing> from;
    Standing to;
};
DESCRIBE(StandingChange, (), (from, to));

// Throws db::DbError naming a missing column.
void check_ticket_tables(Tx&);

} // namespace baton
