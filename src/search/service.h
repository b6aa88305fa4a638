// Use cases of finding. What is found is what the actor sees: the index narrows, and the one predicate of every list
// (ticket/scope.h) decides. They wait for the index, so they run outside units of work.
#pragma once
#include "customer/profile.h"
#include "http/message.h"
#include "search/search.h"
#include "ticket/service.h"

namespace baton {

// Said with an answer that was given before the index had seen everything.
inline http::Header const search_is_incomplete{"Baton-Search-Incomplete", "true"};

struct FoundTickets {
    std::vector<Ticket> tickets;      // at most filter.limit, in filter.order
    std::optional<TicketCursor> next; // where the next page begins
    bool is_complete = true;          // the index had seen everything when it was asked
};
// Of the tickets the filter lets through, those with all words of `asked`; each word may also be at least four
// characters of a number. By creation all hits are gone through, in other orders the newest 5,000, by relevance the
// newest 2,500 at most. Not for database threads.
FoundTickets find_tickets(db::Database&, Search&, Actor const&, TicketFilter, std::string const& asked);

struct Lookup {
    std::vector<Ticket> tickets; // newest first
    std::vector<Customer> customers;
    bool is_complete = true;
};
// A few of each kind: tickets by words and numbers, customers by a whole phone number or mail address or by name; for
// one found by his contact, his newest tickets that the actor sees come first.
Lookup look_up(db::Database&, Search&, Actor const&, std::string const& asked);

} // namespace baton
