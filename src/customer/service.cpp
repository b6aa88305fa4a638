#include "customer/service.h"

#include "base/unicode.h"
#include "customer/attribute_store.h"
#include "customer/contact_store.h"
#include "customer/record.h"
#include "customer/store.h"
#include "organization/service.h"

#include <algorithm>

namespace baton {
namespace {

// A chain of merges is short; one that is not is broken.
constexpr int longest_chain = 1000, most_attempts = 3;

// Whom an id means now: he may have been merged into another. Absent when he is not there or was erased.
std::optional<Customer> hold_survivor(Tx& tx, CustomerId id) {
    for (int steps = 0; steps < longest_chain; ++steps) {
        auto customer = hold_customer(tx, id);
        if (!customer || customer->erased_at) return std::nullopt;
        if (!customer->merged_into) return customer;
        id = *customer->merged_into;
    }
    throw std::logic_error("merged customers go round in a circle");
}

std::optional<Customer> hold_owner(Tx& tx, Contact const& contact) {
    auto const owner = find_contact(tx, contact);
    return owner ? hold_survivor(tx, *owner) : std::nullopt;
}

Customer create(Tx& tx, Requester const& r, Timestamp now) {
    Customer customer;
    customer.id = tx.next_id<CustomerId>(now);
    customer.name = r.name.value_or("");
    customer.created_at = now;
    return customer;
}

void insert(Tx& tx, Customer const& customer) {
    insert_customer(tx, customer);
    add_words(tx, customer.id, words_of_name(customer.name));
}

struct Recognised {
    Customer customer;
    bool is_new = false;
    std::vector<Contact> others; // contacts that are not his yet, or another's
};

// Two first requests of one customer at the same time: the one that comes second to the first contact
// finds the other's. Whoever has it may also be giving it up at this moment.
Recognised create_or_find(Tx& tx, Requester const& r, std::vector<Contact> contacts, Timestamp now) {
    auto const customer = create(tx, r, now);
    auto const first = contacts.front();
    contacts.erase(contacts.begin());
    for (int attempts = 0; attempts < most_attempts; ++attempts) {
        if (add_contact(tx, customer.id, first, now)) {
            insert(tx, customer);
            return {customer, true, std::move(contacts)};
        }
        if (auto other = hold_owner(tx, first)) return {*std::move(other), false, std::move(contacts)};
    }
    throw Error(ErrorCode::unavailable, "This customer is being changed by others; try again.");
}

Recognised find_or_create(Tx& tx, Requester const& r, Timestamp now) {
    auto contacts = contacts_of(r);
    if (r.id) {
        auto customer = hold_survivor(tx, *r.id);
        if (!customer) throw Error(ErrorCode::invalid, "requester.id", "There is no such customer.");
        return {*std::move(customer), false, std::move(contacts)};
    }
    for (auto const& contact : contacts)
        if (auto customer = hold_owner(tx, contact)) {
            std::erase(contacts, Contact(contact));
            return {*std::move(customer), false, std::move(contacts)};
        }
    if (!contacts.empty()) return create_or_find(tx, r, std::move(contacts), now);
    Recognised somebody{create(tx, r, now), true, {}};
    insert(tx, somebody.customer);
    return somebody;
}

void suggest_merge(Tx& tx, Actor const& actor, CustomerId customer, CustomerId other, ContactKind by, Timestamp now) {
    if (other == customer || !add_suggestion(tx, customer, other, now)) return;
    record_about(tx, actor, customer, EventKind::merge_suggested,
                 {{"other_id", std::to_string(other.value)}, {"by", name_of(by)}}, now);
}

// What he gave besides is his as well, unless it is another's.
void add_others(Tx& tx, Actor const& actor, Recognised const& r, Timestamp now) {
    json::array added;
    if (actor.kind == ActorKind::customer && !r.is_new) {
        for (auto const& contact : r.others) added.push_back(masked_json(contact));
        if (!added.empty())
            record_about(tx, actor, r.customer.id, EventKind::customer_changed, {{"unproved", std::move(added)}}, now);
        return;
    }
    for (auto const& contact : r.others)
        if (add_contact(tx, r.customer.id, contact, now)) added.push_back(masked_json(contact));
        else if (auto const owner = find_contact(tx, contact))
            suggest_merge(tx, actor, r.customer.id, *owner, contact.kind, now);
    if (!added.empty() && !r.is_new)
        record_about(tx, actor, r.customer.id, EventKind::customer_changed, {{"added", std::move(added)}}, now);
}

// Only a name he was never found by is worth an event.
void note_other_name(Tx& tx, Actor const& actor, Recognised const& r, std::string const& name, Timestamp now) {
    if (r.is_new || folded(name) == folded(r.customer.name)) return;
    if (add_words(tx, r.customer.id, words_of_name(name)))
        record_about(tx, actor, r.customer.id, EventKind::customer_changed, {{"also_known_as", name}}, now);
}

} // namespace

Customer recognise(Tx& tx, Actor const& actor, Requester const& r, Timestamp now) {
    auto recognised = find_or_create(tx, r, now);
    add_others(tx, actor, recognised, now);
    if (r.name && !r.id) note_other_name(tx, actor, recognised, *r.name, now);
    for (auto const& consent : r.consents) give_consent(tx, actor, recognised.customer.id, consent, now);
    return std::move(recognised.customer);
}

bool has_phone_ending(Tx& tx, CustomerId customer, std::string const& four_digits) {
    bool found = false;
    auto contacts = contacts_of(tx, customer);
    if (contacts.empty()) tx.vault().blind_index(tx.tenant(), "customer.phone", four_digits); // about one decryption
    for (auto const& contact : contacts) {
        auto const number = std::string_view(contact.normal).substr(0, contact.normal.find('x')); // its extension
        found |= contact.kind == ContactKind::phone && number.ends_with(four_digits);
    }
    return found;
}

bool is_remembered(Tx& tx, CustomerId id) {
    auto const customer = find_customer(tx, id);
    return customer && !customer->erased_at;
}

std::map<std::int64_t, OrganizationName> organizations_of_customers(Tx& tx,
                                                                    std::vector<std::int64_t> const& customers) {
    auto const of = list_organization_ids(tx, customers);
    std::vector<std::int64_t> ids;
    for (auto const& [_, organization] : of) ids.push_back(organization.value);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    auto const names = organization_names(tx, ids);
    std::map<std::int64_t, OrganizationName> found;
    for (auto const& [customer, organization] : of)
        if (auto const it = names.find(organization.value); it != names.end())
            found.emplace(customer, OrganizationName{organization, it->second});
    return found;
}

} // namespace baton
