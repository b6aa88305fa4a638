#include "customer/service.h"

#include "customer/store.h"

namespace baton {

namespace {

Customer create(Tx& tx, Requester const& r, Timestamp now) {
    Customer const customer{tx.next_id<CustomerId>(now), r.name.value_or(""), now, 1};
    insert_customer(tx, customer);
    return customer;
}

// Two first requests of one customer at the same time: the one that comes second to the contact finds the other's.
Customer create_or_find(Tx& tx, Requester const& r, ContactKind kind, std::string const& value, Timestamp now) {
    Customer const customer{tx.next_id<CustomerId>(now), r.name.value_or(""), now, 1};
    if (!claim_contact(tx, customer.id, kind, value)) return find_customer_by_contact(tx, kind, value).value();
    insert_customer(tx, customer);
    return customer;
}

} // namespace

Customer recognise(Tx& tx, Requester const& r, Timestamp now) {
    if (r.id) {
        auto customer = find_customer(tx, *r.id);
        if (!customer) throw Error(ErrorCode::invalid, "requester.id", "There is no such customer.");
        return *std::move(customer);
    }
    auto const phone = r.phone ? normal_phone(*r.phone) : std::nullopt;
    auto const email = r.email ? normal_email(*r.email) : std::nullopt;
    auto customer = phone ? find_customer_by_contact(tx, ContactKind::phone, *phone) : std::nullopt;
    bool phone_stored = customer.has_value(), email_stored = false;
    if (!customer && email) {
        customer = find_customer_by_contact(tx, ContactKind::email, *email);
        email_stored = customer.has_value();
    }
    if (!customer && phone) {
        customer = create_or_find(tx, r, ContactKind::phone, *phone, now);
        phone_stored = true;
    } else if (!customer && email) {
        customer = create_or_find(tx, r, ContactKind::email, *email, now);
        email_stored = true;
    } else if (!customer) customer = create(tx, r, now);
    if (phone && !phone_stored) add_contact(tx, customer->id, ContactKind::phone, *phone);
    if (email && !email_stored) add_contact(tx, customer->id, ContactKind::email, *email);
    return *std::move(customer);
}

} // namespace baton
