// Use cases of customers that other slices need. Each runs inside the caller's unit of work.
#pragma once
#include "customer/customer.h"
#include "db/names.h"
#include "user/actor.h"

namespace baton {

// The customer a request means: by id, else by channel identity, by phone, by mail, else a new one.
// New contacts are added to a recognised customer; his name stays, another one is kept as also known
// as; to one who says so himself, unproved, none is added, for they open his tickets. A contact of somebody else is
// left there and suggests a merge. Held until the end of the unit: he is not merged or erased meanwhile. Throws
// Error::invalid below "requester".
Customer recognise(Tx&, Actor const&, Requester const&, Timestamp now);

// Whether one of his phone numbers ends in these four digits: compared after decrypting, never indexed. Takes as long
// for a customer there is not.
bool has_phone_ending(Tx&, CustomerId, std::string const& four_digits);
// Not erased.
bool is_remembered(Tx&, CustomerId);

// Names for a page of ids; unknown ids are left out.
db::Names customer_names(Tx&, std::vector<std::int64_t> const& ids);

struct OrganizationName {
    OrganizationId id{};
    std::string name;
};
// The organizations of those customers who have one.
std::map<std::int64_t, OrganizationName> organizations_of_customers(Tx&, std::vector<std::int64_t> const& customers);

// Throws db::DbError naming a missing column.
void check_customer_tables(Tx&);
void check_attribute_tables(Tx&);
void check_merge_tables(Tx&);

} // namespace baton
