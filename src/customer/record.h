// What is recorded about customers: events that are about a person and not about one of his tickets,
// with contacts masked.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"
#include "user/actor.h"

namespace baton {

// Adds customer_id to the data.
EventId record_about(Tx&, Actor const&, CustomerId, EventKind, json::object data, Timestamp now);
// {"kind": "phone", "value": "138****8000"}
json::object masked_json(Contact const&);
std::string masked(Contact const&);

// Keeps and records a consent.
Consent give_consent(Tx&, Actor const&, CustomerId, NewConsent const&, Timestamp now);

} // namespace baton
