// Rows in, rows out: customers, what is suggested about them, and which events are theirs.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"
#include "ticket/scope.h"

namespace baton {

void insert_customer(Tx&, Customer const&);
std::optional<Customer> find_customer(Tx&, CustomerId);
// The same, not to be merged or erased until the end of the unit; others may hold and edit it meanwhile.
std::optional<Customer> hold_customer(Tx&, CustomerId);
// The same, locked until the end of the unit.
std::optional<Customer> lock_customer(Tx&, CustomerId);
void save_customer(Tx&, Customer const&);

// What the actor sees of customers, beside the tickets he sees.
struct CustomerScope {
    Scope tickets;    // he sees a customer one of whose tickets he sees,
    bool all = false; // or every one,
};
// The customer when he is in scope: also for who created him.
std::optional<Customer> find_customer(Tx&, CustomerScope const&, CustomerId);

// The last hit of the page before.
struct CustomerCursor {
    std::string word;
    CustomerId id{};
};
struct CustomerHit {
    std::string word; // of the name that begins with what was asked for
    Customer customer;
};
// Those in scope with a word that begins so, by word; neither merged nor erased ones.
std::vector<CustomerHit> search_customers(Tx&, CustomerScope const&, std::string const& prefix,
                                          CustomerCursor const& after, int limit);

// The organizations of those who have one.
std::map<std::int64_t, OrganizationId> list_organization_ids(Tx&, std::vector<std::int64_t> const& customers);

// False when it was suggested before.
bool add_suggestion(Tx&, CustomerId, CustomerId other, Timestamp now);
// Those suggested to be the same person, at most 20.
std::vector<CustomerId> list_suggestions(Tx&, CustomerId);
void remove_suggestions(Tx&, CustomerId);
void remove_suggestion(Tx&, CustomerId, CustomerId other);

void insert_customer_event(Tx&, CustomerId, EventId);
// After `after`, oldest first.
std::vector<EventId> list_customer_events(Tx&, CustomerId, EventId after, int limit);

} // namespace baton
