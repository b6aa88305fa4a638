#include "customer/reveal.h"

#include "customer/contact_store.h"
#include "customer/profile.h"
#include "customer/record.h"

#include <algorithm>

namespace baton {
namespace {

constexpr std::size_t max_fields = 50;

bool is_revealable(std::string_view field) {
    return field == "phones" || field == "emails" || field == "identities" || field == "id_number" ||
           field == "address" || (field.starts_with("fields.") && field.size() > 7);
}

json::array clear_list(std::vector<Contact> const& contacts, ContactKind kind) {
    json::array list;
    for (auto const& contact : contacts)
        if (contact.kind == kind)
            list.push_back(json::value(kind == ContactKind::phone ? shown_phone(contact.normal) : contact.normal));
    return list;
}

json::value clear_value(std::string const& field, std::vector<Contact> const& contacts, Secrets const& secrets) {
    if (field == "phones") return clear_list(contacts, ContactKind::phone);
    if (field == "emails") return clear_list(contacts, ContactKind::email);
    if (field == "identities") return clear_list(contacts, ContactKind::identity);
    auto const it = secrets.find(field);
    if (it == secrets.end()) return nullptr;
    return field.starts_with("fields.") ? parse_json(it->second) : json::value(it->second);
}

} // namespace

void check(RevealOrder const& order, Problems& problems) {
    if (order.fields.empty() && !problems.has("fields")) problems.add("fields", "name at least one");
    if (order.fields.size() > max_fields) return problems.add("fields", "must have at most 50 entries");
    for (std::size_t i = 0; i < order.fields.size(); ++i)
        if (!is_revealable(order.fields[i]))
            problems.add("fields[" + std::to_string(i) + "]",
                         "must be phones, emails, identities, id_number, address or fields.<key>");
}

Revealed reveal(Tx& tx, Actor const& actor, CustomerId id, RevealOrder const& order, Timestamp now) {
    actor.require(Permission::customers_reveal);
    auto const customer = visible_customer(tx, actor, id);
    if (customer.erased_at) throw Error(ErrorCode::not_found, "This customer was erased.");
    auto const contacts = contacts_of(tx, id);
    auto const secrets = secrets_of(tx, id);
    Revealed revealed{{}, after_seconds(now, reveal_lifetime_s)};
    for (auto const& field : order.fields) revealed.values[field] = clear_value(field, contacts, secrets);
    record_about(tx, actor, id, EventKind::revealed,
                 {{"fields", to_json(order.fields)}, {"reason", order.reason}, {"until", to_rfc3339(revealed.until)}},
                 now);
    return revealed;
}

} // namespace baton
