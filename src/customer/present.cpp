#include "customer/present.h"

#include "customer/contact_store.h"
#include "customer/record.h"

namespace baton {
namespace {

struct Around {
    std::map<CustomerId, std::vector<Contact>> contacts;
    std::map<CustomerId, Secrets> secrets;
    std::map<std::int64_t, OrganizationName> organizations;
    db::Names merged;
};

Around look_around(Tx& tx, std::vector<Customer> const& customers) {
    std::vector<CustomerId> ids;
    std::vector<std::int64_t> numbers, merged;
    for (auto const& c : customers) {
        ids.push_back(c.id);
        if (c.organization_id) numbers.push_back(c.id.value);
        if (c.merged_into) merged.push_back(c.merged_into->value);
    }
    return {contacts_of(tx, ids), secrets_of(tx, ids), organizations_of_customers(tx, numbers),
            customer_names(tx, merged)};
}

void put_contact(CustomerView& v, Contact const& contact, Contacts contacts) {
    bool const clear = contacts == Contacts::clear;
    auto const colon = contact.normal.find(':');
    switch (contact.kind) {
    case ContactKind::phone:
        return v.phones.push_back({clear ? shown_phone(contact.normal) : masked(contact)});
    case ContactKind::email:
        return v.emails.push_back({clear ? contact.normal : masked(contact)});
    case ContactKind::identity:
        return v.identities.push_back(
            {contact.normal.substr(0, colon), clear ? contact.normal.substr(colon + 1) : "****"});
    }
}

void put_secrets(CustomerView& v, Secrets const& secrets) {
    for (auto const& [field, value] : secrets)
        if (field == "id_number") v.id_number = masked_id_number(value);
        else if (field == "address") v.address = masked_address(value);
        else v.fields[field.substr(field.find('.') + 1)] = "****";
}

void put_references(CustomerView& v, Customer const& c, Around const& around) {
    if (auto const it = around.organizations.find(c.id.value); it != around.organizations.end())
        v.organization = {it->second.id, it->second.name};
    if (!c.merged_into) return;
    auto const it = around.merged.find(c.merged_into->value);
    v.merged_into = {*c.merged_into, it == around.merged.end() ? "" : it->second};
}

} // namespace

Contacts contacts_for(Actor const& actor) {
    return actor.may(Permission::customers_read_contact) ? Contacts::clear : Contacts::masked;
}

CustomerView present(Tx& tx, Customer const& customer, Contacts contacts) {
    return std::move(present(tx, std::vector{customer}, contacts).front());
}

std::vector<CustomerView> present(Tx& tx, std::vector<Customer> const& customers, Contacts contacts) {
    auto const around = look_around(tx, customers);
    std::vector<CustomerView> views;
    for (auto const& c : customers) {
        auto& v = views.emplace_back();
        v.id = c.id;
        v.name = c.name;
        v.vip = c.vip;
        v.care = c.care;
        v.fields = c.fields;
        v.masked = contacts == Contacts::masked;
        v.erased_at = c.erased_at;
        v.created_at = c.created_at;
        v.version = c.version;
        put_references(v, c, around);
        if (auto const it = around.contacts.find(c.id); it != around.contacts.end())
            for (auto const& contact : it->second) put_contact(v, contact, contacts);
        if (auto const it = around.secrets.find(c.id); it != around.secrets.end()) put_secrets(v, it->second);
    }
    return views;
}

} // namespace baton
