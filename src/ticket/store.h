// Rows in, rows out. The only place that knows the tables of tickets, tags, stages and numbers.
#pragma once
#include "db/database.h"
#include "form/service.h"
#include "ticket/scope.h"
#include "ticket/ticket.h"

namespace baton {

enum class Lock { none, row }; // row: until the end of the unit (PostgreSQL; SQLite has one writer)

// By id, or by number when `reference` is not all digits. Absent when out of scope.
std::optional<Ticket> find_ticket(Tx&, Scope const&, std::string const& reference, Lock);
void insert_ticket(Tx&, Ticket const&);
// Writes every column of the row but id and number.
void save_ticket(Tx&, Ticket const&);
// Something that is not in its row happened to it: nothing after that is dated before.
void touch_ticket(Tx&, TicketId, Timestamp now);
// Takes `count` of the sequence that follows this beginning of numbers and returns the first.
std::int64_t take_sequence(Tx&, std::string const& prefix, std::int64_t count);

// Makes all tickets of one customer another's and returns which; only those of the ids that are `from`'s.
std::vector<TicketId> save_requester(Tx&, CustomerId from, CustomerId to);
void save_requester(Tx&, std::vector<TicketId> const&, CustomerId from, CustomerId to);

// Tickets of a customer that still hold words of his.
std::vector<TicketId> list_unerased(Tx&, CustomerId, int limit);
// Until the end of the unit, whatever the scope.
void lock_ticket(Tx&, TicketId);
// Overwrites subject, description and custom fields for good; everything that is counted stays.
void erase_fields(Tx&, TicketId);

void insert_tags(Tx&, TicketId, std::vector<Tag> const&);
void delete_tags(Tx&, TicketId);

void insert_stage(Tx&, Stage const&);
void leave_stage(Tx&, TicketId, Timestamp now);
std::vector<Stage> list_stages(Tx&, TicketId);

// Those of the ids that are in scope.
std::vector<TicketId> visible_among(Tx&, Scope const&, std::vector<TicketId> const&);

// By relevance only what words find is sorted (src/search); anything else is newest first then.
BOOST_DEFINE_ENUM_CLASS(TicketOrder, newest, oldest, updated, due, priority, relevance)

// The last ticket of the page before: what it was sorted by, and its id.
struct TicketCursor {
    std::int64_t key = 0;
    TicketId id{};
};

struct TicketFilter {
    std::vector<std::string> statuses;                  // keys
    std::vector<StatusCategory> categories_of_statuses; // those they are in
    std::vector<StatusCategory> categories;             // or any status in these
    std::vector<DepartmentId> departments;
    std::vector<UserId> assignees;
    bool unassigned = false; // in addition to `assignees`
    std::vector<TypeId> types;
    std::vector<Priority> priorities;
    std::vector<std::string> tags;
    std::vector<std::vector<FieldWord>> fields; // of each any
    std::optional<bool> snoozed;
    std::optional<CustomerId> requester;
    std::optional<std::vector<TicketId>> ids;                                      // only these
    std::optional<Timestamp> created_from, created_to, resolved_from, resolved_to; // from ≤ t < to
    TicketOrder order = TicketOrder::newest;
    std::optional<TicketCursor> after;
    int limit = 50;
};
std::vector<Ticket> list_tickets(Tx&, Scope const&, TicketFilter const&);
// How many the list would hold, up to the filter's limit.
std::int64_t count_tickets(Tx&, Scope const&, TicketFilter const&);
// What the ticket is sorted by in this order, as far as the ticket decides it.
std::int64_t sort_key(Ticket const&, TicketOrder);

} // namespace baton
