// Use cases of the customer page: see, find, create, change, what is known and agreed. Each runs
// inside the caller's unit of work.
//
// Who sees a customer: who sees one of his tickets, who created him, and customers.read_all. For
// everybody else he is not there. One who was merged is seen by who sees the survivor. Whoever may
// open tickets finds anybody by a whole phone number or mail address, as he must when that person
// calls, and is shown who it is with contacts masked.
#pragma once
#include "customer/attribute.h"
#include "customer/store.h"
#include "user/actor.h"

namespace baton {

CustomerScope customers_visible_to(Actor const&);
// Throws Error::not_found when absent or out of the actor's sight.
Customer visible_customer(Tx&, Actor const&, CustomerId);
// The same, locked; also not_found when he was erased, and a conflict when he was merged into another.
Customer customer_for_change(Tx&, Actor const&, CustomerId);
// Throws Error::conflict that shows what is stored.
void refuse_stale(Tx&, Actor const&, Customer const&, std::optional<std::int64_t> version);

struct FoundCustomers {
    std::vector<Customer> customers;
    std::optional<CustomerCursor> next;
    bool by_contact = false; // found out of sight, perhaps
};
// By a whole phone number or mail address, else by how a word of the name begins.
FoundCustomers find_customers(Tx&, Actor const&, std::string const& q, std::optional<CustomerCursor> const& after,
                              int limit);

Customer create_customer(Tx&, Actor const&, NewCustomer const&, Timestamp now);
Customer edit_customer(Tx&, Actor const&, CustomerId, json::object const& changes, std::int64_t version, Timestamp now);

std::vector<Consent> consents_of(Tx&, Actor const&, CustomerId);
Consent add_consent(Tx&, Actor const&, CustomerId, NewConsent const&, Timestamp now);
// Throws Error::not_found when he gave none such.
void withdraw(Tx&, Actor const&, CustomerId, ConsentId, Timestamp now);
std::vector<Customer> merge_suggestions(Tx&, Actor const&, CustomerId);
// Events about the person, oldest first; those of his tickets stand in their timelines.
std::vector<Event> events_about(Tx&, Actor const&, CustomerId, std::optional<EventId> after, int limit);

std::vector<Attribute> customer_attributes(Tx&);
Attribute create_attribute(Tx&, Actor const&, NewAttribute const&, Timestamp now);
Attribute edit_attribute(Tx&, Actor const&, AttributeId, json::object const& changes, std::int64_t version,
                         Timestamp now);
// Values that stand are kept, but neither shown as the tenant's attribute nor set any more.
Attribute archive_attribute(Tx&, Actor const&, AttributeId, Timestamp now);

} // namespace baton
