#include "customer/record.h"

#include "customer/attribute_store.h"
#include "customer/store.h"

namespace baton {

EventId record_about(Tx& tx, Actor const& actor, CustomerId customer, EventKind kind, json::object data,
                     Timestamp now) {
    data["customer_id"] = std::to_string(customer.value);
    NewEvent event{.kind = kind, .actor = actor.as_event_actor(), .is_encrypted = true}; // reasons name people
    event.content.data = std::move(data);
    auto const id = record(tx, std::move(event), now);
    insert_customer_event(tx, customer, id);
    return id;
}

std::string masked(Contact const& contact) {
    switch (contact.kind) {
    case ContactKind::phone:
        return masked_phone(contact.normal);
    case ContactKind::email:
        return masked_email(contact.normal);
    case ContactKind::identity:
        return contact.normal.substr(0, contact.normal.find(':')) + ":****";
    }
    return "****";
}

json::object masked_json(Contact const& contact) {
    return {{"kind", name_of(contact.kind)}, {"value", masked(contact)}};
}

Consent give_consent(Tx& tx, Actor const& actor, CustomerId customer, NewConsent const& given, Timestamp now) {
    Consent const consent{tx.next_id<ConsentId>(now),   customer, given.purpose, given.channel, given.wording,
                          given.given_at.value_or(now), {}};
    insert_consent(tx, consent);
    record_about(tx, actor, customer, EventKind::consented,
                 {{"purpose", consent.purpose}, {"channel", consent.channel}, {"wording", consent.wording}}, now);
    return consent;
}

} // namespace baton
