#include "customer/service.h"

#include "customer/store.h"

namespace baton {

Customer recognise(Tx& tx, Requester const& r, Timestamp now) {
    if (r.id) {
        auto customer = find_customer(tx, *r.id);
        if (!customer) throw Error(ErrorCode::invalid, "requester.id", "There is no such customer.");
        return *std::move(customer);
    }
    auto const phone = r.phone ? normal_phone(*r.phone) : std::nullopt;
    auto const email = r.email ? normal_email(*r.email) : std::nullopt;
    auto customer = phone ? find_customer_by_contact(tx, ContactKind::phone, *phone) : std::nullopt;
    bool const by_phone = customer.has_value();
    if (!customer && email) customer = find_customer_by_contact(tx, ContactKind::email, *email);
    if (!customer) {
        customer = Customer{tx.next_id<CustomerId>(now), r.name.value_or(""), now, 1};
        insert_customer(tx, *customer);
    }
    if (phone && !by_phone) add_contact(tx, customer->id, ContactKind::phone, *phone);
    if (email) add_contact(tx, customer->id, ContactKind::email, *email);
    return *std::move(customer);
}

} // namespace baton
