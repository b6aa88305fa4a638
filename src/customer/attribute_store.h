// Rows in, rows out: the tenant's attribute definitions, and consents.
#pragma once
#include "customer/attribute.h"
#include "customer/customer.h"
#include "db/tx.h"

namespace baton {

// False when the key is taken, also by an archived one.
bool insert_attribute(Tx&, Attribute const&);
std::optional<Attribute> lock_attribute(Tx&, AttributeId);
void save_attribute(Tx&, Attribute const&);
// All that are not archived, by key.
std::vector<Attribute> list_attributes(Tx&);

void insert_consent(Tx&, Consent const&);
std::vector<Consent> list_consents(Tx&, CustomerId);
// False when there is no such one or it was withdrawn before.
bool withdraw_consent(Tx&, CustomerId, ConsentId, Timestamp now);
// Overwrites what they say about him; that there were some stays.
void erase_consents(Tx&, CustomerId);

} // namespace baton
