// Rows in, rows out. The only place that knows the customers tables.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(ContactKind, phone, email)

void insert_customer(Tx&, Customer const&);
std::optional<Customer> find_customer(Tx&, CustomerId);
std::optional<Customer> find_customer_by_contact(Tx&, ContactKind, std::string const& normal_value);
// A contact that stands already, for whomever, stays as it is.
void add_contact(Tx&, CustomerId, ContactKind, std::string const& normal_value);
// The same, but waits for whoever adds it at this moment; false when it is another customer's.
bool claim_contact(Tx&, CustomerId, ContactKind, std::string const& normal_value);

} // namespace baton
