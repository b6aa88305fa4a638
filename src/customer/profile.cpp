#include "customer/profile.h"

#include "base/unicode.h"
#include "customer/attribute_store.h"
#include "customer/contact_store.h"
#include "customer/present.h"
#include "customer/record.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t shortest_search = 2, shortest_number = 5;

[[noreturn]] void refuse_absent() { throw Error(ErrorCode::not_found, "There is no such customer."); }

// What was typed as a contact, when it can be one.
std::vector<Contact> contacts_meant(std::string const& q) {
    std::vector<Contact> contacts;
    if (auto const phone = normal_phone(q); phone && phone->size() >= shortest_number)
        contacts.push_back({ContactKind::phone, *phone});
    if (auto const email = normal_email(q)) contacts.push_back({ContactKind::email, *email});
    if (q.find(':') != q.npos) contacts.push_back({ContactKind::identity, q});
    return contacts;
}

std::optional<FoundCustomers> found_by_contact(Tx& tx, Actor const& actor, std::string const& q) {
    for (auto const& contact : contacts_meant(q)) {
        auto const owner = find_contact(tx, contact);
        if (!owner) continue;
        if (auto seen = find_customer(tx, customers_visible_to(actor), *owner))
            return FoundCustomers{{*seen}, {}, false};
        if (actor.may(Permission::tickets_create)) return FoundCustomers{{find_customer(tx, *owner).value()}, {}, true};
    }
    return std::nullopt;
}

} // namespace

CustomerScope customers_visible_to(Actor const& actor) {
    return {visible_to(actor), actor.may(Permission::customers_read_all)};
}

Customer visible_customer(Tx& tx, Actor const& actor, CustomerId id) {
    auto const scope = customers_visible_to(actor);
    auto customer = find_customer(tx, scope, id);
    if (customer) return *std::move(customer);
    // What he had is the survivor's now, and so is who sees him.
    customer = find_customer(tx, id);
    auto survivor = customer;
    while (survivor && survivor->merged_into) survivor = find_customer(tx, *survivor->merged_into);
    if (!survivor || survivor->id == id || !find_customer(tx, scope, survivor->id)) refuse_absent();
    return *std::move(customer);
}

Customer customer_for_change(Tx& tx, Actor const& actor, CustomerId id) {
    visible_customer(tx, actor, id);
    auto customer = lock_customer(tx, id);
    if (!customer || customer->erased_at) refuse_absent();
    if (customer->merged_into)
        throw Error::conflict("This customer was merged into another: change that one, or undo the merge.",
                              to_json(present(tx, *customer, contacts_for(actor))));
    return *std::move(customer);
}

void refuse_stale(Tx& tx, Actor const& actor, Customer const& customer, std::optional<std::int64_t> version) {
    if (!version || customer.version == *version) return;
    throw Error::conflict(fmt::format("The customer was changed meanwhile and is at version {} now.", customer.version),
                          to_json(present(tx, customer, contacts_for(actor))));
}

FoundCustomers find_customers(Tx& tx, Actor const& actor, std::string const& q,
                              std::optional<CustomerCursor> const& after, int limit) {
    auto const prefix = folded(q);
    if (code_points(prefix) < shortest_search) throw Error(ErrorCode::invalid, "q", "must have at least 2 characters");
    if (!after)
        if (auto found = found_by_contact(tx, actor, q)) return *std::move(found);
    auto hits = search_customers(tx, customers_visible_to(actor), prefix, after.value_or(CustomerCursor{}), limit + 1);
    FoundCustomers found;
    if (int(hits.size()) > limit) {
        hits.pop_back();
        found.next = CustomerCursor{hits.back().word, hits.back().customer.id};
    }
    for (auto& hit : hits) { // "li li" is found by both words
        auto const same = [&](Customer const& c) { return c.id == hit.customer.id; };
        if (std::ranges::none_of(found.customers, same)) found.customers.push_back(std::move(hit.customer));
    }
    return found;
}

std::vector<Consent> consents_of(Tx& tx, Actor const& actor, CustomerId id) {
    return list_consents(tx, visible_customer(tx, actor, id).id);
}

Consent add_consent(Tx& tx, Actor const& actor, CustomerId id, NewConsent const& consent, Timestamp now) {
    actor.require(Permission::customers_edit);
    return give_consent(tx, actor, customer_for_change(tx, actor, id).id, consent, now);
}

void withdraw(Tx& tx, Actor const& actor, CustomerId id, ConsentId consent, Timestamp now) {
    actor.require(Permission::customers_edit);
    customer_for_change(tx, actor, id);
    if (!withdraw_consent(tx, id, consent, now))
        throw Error(ErrorCode::not_found, "There is no such consent in force.");
    record_about(tx, actor, id, EventKind::consented, {{"withdrawn", std::to_string(consent.value)}}, now);
}

std::vector<Customer> merge_suggestions(Tx& tx, Actor const& actor, CustomerId id) {
    visible_customer(tx, actor, id);
    std::vector<Customer> seen;
    for (auto const other : list_suggestions(tx, id))
        if (auto customer = find_customer(tx, customers_visible_to(actor), other);
            customer && !customer->merged_into && !customer->erased_at)
            seen.push_back(*std::move(customer));
    return seen;
}

std::vector<Event> events_about(Tx& tx, Actor const& actor, CustomerId id, std::optional<EventId> after, int limit) {
    visible_customer(tx, actor, id);
    std::vector<Event> events;
    for (auto const event : list_customer_events(tx, id, after.value_or(EventId{}), limit))
        if (auto found = find_event(tx, event)) events.push_back(*std::move(found));
    return events;
}

} // namespace baton
