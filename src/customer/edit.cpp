#include "base/unicode.h"
#include "customer/attribute_store.h"
#include "customer/contact_store.h"
#include "customer/present.h"
#include "customer/profile.h"
#include "customer/record.h"
#include "organization/service.h"

#include <algorithm>

namespace baton {
namespace {

// One change of a customer on its way: what is asked, what is stored, and what the event will say.
struct Edit {
    Actor const& actor;
    Customer& customer;
    Timestamp now;
    json::array changes; // for the event: contacts masked, secrets without values
    Problems problems;

    void note(std::string_view field, json::value before, json::value after) {
        changes.push_back({{"field", field}, {"before", std::move(before)}, {"after", std::move(after)}});
    }
};

// The field of a contact that is somebody else's, with who that is as far as the actor sees him.
[[noreturn]] void refuse_contact(Tx& tx, Edit const& edit, std::string const& field, Contact const& contact) {
    auto const owner = find_contact(tx, contact);
    auto const seen = owner ? find_customer(tx, customers_visible_to(edit.actor), *owner) : std::nullopt;
    if (!seen) throw Error(ErrorCode::conflict, field, "belongs to another customer, whom you do not see");
    auto const id = std::to_string(seen->id.value);
    Error error(ErrorCode::conflict, field,
                "belongs to " + seen->name + " (" + id +
                    "); if they are the same person, merge them: POST /customers/" + id + "/merge");
    error.current = to_json(present(tx, *seen, contacts_for(edit.actor)));
    throw error;
}

std::string_view list_of(ContactKind kind) {
    switch (kind) {
    case ContactKind::identity:
        return "identities";
    case ContactKind::phone:
        return "phones";
    case ContactKind::email:
        return "emails";
    }
    return "";
}

json::array masked_list(std::vector<Contact> const& contacts) {
    json::array list;
    for (auto const& contact : contacts) list.push_back(json::value(masked(contact)));
    return list;
}

std::vector<Contact> of_kind(std::vector<Contact> contacts, ContactKind kind) {
    std::erase_if(contacts, [&](Contact const& c) { return c.kind != kind; });
    return contacts;
}

// Makes the customer's contacts of this kind exactly `wanted`.
void set_contacts(Tx& tx, Edit& edit, ContactKind kind, std::vector<Contact> const& wanted) {
    auto const had = of_kind(contacts_of(tx, edit.customer.id), kind);
    if (had == wanted) return;
    for (auto const& contact : had)
        if (std::ranges::find(wanted, contact) == wanted.end()) remove_contact(tx, edit.customer.id, contact);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (std::ranges::find(had, wanted[i]) != had.end()) continue;
        if (!add_contact(tx, edit.customer.id, wanted[i], edit.now))
            refuse_contact(tx, edit, std::string(list_of(kind)) + "[" + std::to_string(i) + "]", wanted[i]);
    }
    edit.note(list_of(kind), masked_list(had), masked_list(wanted));
}

void set_name(Tx& tx, Edit& edit, std::string const& name) {
    if (name == edit.customer.name) return;
    edit.note("name", json::value(edit.customer.name), json::value(name));
    edit.customer.name = name;
    add_words(tx, edit.customer.id, words_of_name(name)); // he is still found by the old one
}

void set_organization(Tx& tx, Edit& edit, std::optional<OrganizationId> id) {
    if (id == edit.customer.organization_id) return;
    if (id) edit.problems.take([&] { require_organization(tx, *id, "organization_id"); });
    edit.note("organization_id", to_json(edit.customer.organization_id), to_json(id));
    edit.customer.organization_id = id;
}

// What it says is never part of the event.
void set_secret(Tx& tx, Edit& edit, std::string const& field, std::optional<std::string> const& value,
                std::string const& normal) {
    if (value) save_secret(tx, edit.customer.id, field, *value, normal);
    else remove_secret(tx, edit.customer.id, field);
    edit.changes.push_back({{"field", field}, {"set", value.has_value()}});
}

void set_id_number(Tx& tx, Edit& edit, std::optional<std::string> const& number) {
    auto const normal = number ? normal_id_number(*number) : "";
    if (number)
        if (auto const other = find_secret(tx, "id_number", normal, edit.customer.id)) {
            bool const seen = find_customer(tx, customers_visible_to(edit.actor), *other).has_value();
            throw Error(ErrorCode::conflict, "id_number",
                        seen ? "belongs to customer " + std::to_string(other->value) + "; merge them if they are one"
                             : "belongs to another customer, whom you do not see");
        }
    set_secret(tx, edit, "id_number", number ? std::optional(normal) : std::nullopt, normal);
}

void set_attribute(Tx& tx, Edit& edit, Attribute const& attribute, json::value const& value) {
    auto const path = "fields." + attribute.key;
    if (attribute.sensitive && value.is_string() && value.as_string() == "****") return; // as it was shown: kept
    if (!value.is_null())
        if (auto const problem = attribute_problem(attribute, value); !problem.empty())
            return edit.problems.add(path, problem);
    if (attribute.sensitive) {
        auto const text = value.is_null() ? std::nullopt : std::optional(json::serialize(value));
        return set_secret(tx, edit, path, text, text ? folded(*text) : "");
    }
    auto& fields = edit.customer.fields;
    auto const* const stored = fields.if_contains(attribute.key);
    json::value const before = stored ? *stored : json::value();
    if (before == value) return;
    edit.note(path, before, value);
    if (value.is_null()) fields.erase(attribute.key);
    else fields[attribute.key] = value;
}

void set_attributes(Tx& tx, Edit& edit, json::object const& values) {
    if (values.empty()) return;
    auto const attributes = list_attributes(tx);
    for (auto const& [key, value] : values) {
        auto const it = std::ranges::find(attributes, std::string_view(key), &Attribute::key);
        if (it == attributes.end()) edit.problems.add(join_path("fields", key), "there is no such attribute");
        else set_attribute(tx, edit, *it, value);
    }
}

void set_plain(Edit& edit, CustomerEdit const& input, json::object const& named) {
    if (named.contains("vip") && input.vip != edit.customer.vip) {
        edit.note("vip", edit.customer.vip, input.vip);
        edit.customer.vip = input.vip;
    }
    std::vector<std::string> const care(input.care.begin(), input.care.end());
    if (named.contains("care") && care != edit.customer.care) {
        edit.note("care", to_json(edit.customer.care), to_json(care));
        edit.customer.care = care;
    }
}

// Applies what `named` holds; the rest of the input is not looked at.
void apply(Tx& tx, Edit& edit, CustomerEdit const& input, json::object const& named) {
    auto const contacts = contacts_of(input);
    for (auto const kind : {ContactKind::identity, ContactKind::phone, ContactKind::email})
        if (named.contains(list_of(kind))) {
            edit.actor.require(Permission::customers_read_contact); // who sees them masked cannot replace them
            set_contacts(tx, edit, kind, of_kind(contacts, kind));
        }
    if (named.contains("name")) set_name(tx, edit, input.name);
    if (named.contains("organization_id")) set_organization(tx, edit, input.organization_id);
    set_plain(edit, input, named);
    if (named.contains("fields")) set_attributes(tx, edit, input.fields);
    if (named.contains("id_number")) set_id_number(tx, edit, input.id_number);
    if (named.contains("address"))
        set_secret(tx, edit, "address", input.address, input.address ? folded(*input.address) : "");
    edit.problems.raise();
}

// Every member that says something.
json::object named_in(NewCustomer const& input) {
    json::object named;
    for_each_field<CustomerEdit>([&](std::string_view name, auto member) {
        using Member = std::remove_cvref_t<decltype(input.*member)>;
        if constexpr (is_optional<Member>) {
            if (input.*member) named[name] = true;
        } else if constexpr (std::integral<Member>) named[name] = true;
        else if (!(input.*member).empty()) named[name] = true;
    });
    named.erase("name");
    return named;
}

} // namespace

Customer create_customer(Tx& tx, Actor const& actor, NewCustomer const& input, Timestamp now) {
    actor.require(Permission::customers_edit);
    Customer customer;
    customer.id = tx.next_id<CustomerId>(now);
    customer.name = input.name;
    customer.created_at = now;
    if (actor.user) customer.created_by = actor.user->value;
    insert_customer(tx, customer);
    add_words(tx, customer.id, words_of_name(customer.name));
    Edit edit{actor, customer, now, {}, {}};
    for (auto const& contact : contacts_of(input))
        if (!add_contact(tx, customer.id, contact, now)) {
            auto const of_same = of_kind(contacts_of(input), contact.kind);
            auto const at = std::ranges::find(of_same, contact) - of_same.begin();
            refuse_contact(tx, edit, std::string(list_of(contact.kind)) + "[" + std::to_string(at) + "]", contact);
        }
    auto named = named_in(input);
    for (auto const kind : {ContactKind::identity, ContactKind::phone, ContactKind::email}) named.erase(list_of(kind));
    apply(tx, edit, input, named);
    save_customer(tx, customer);
    record_about(tx, actor, customer.id, EventKind::customer_created,
                 {{"name", customer.name}, {"changes", std::move(edit.changes)}}, now);
    for (auto const& consent : input.consents) give_consent(tx, actor, customer.id, consent, now);
    return customer;
}

Customer edit_customer(Tx& tx, Actor const& actor, CustomerId id, json::object const& changes, std::int64_t version,
                       Timestamp now) {
    actor.require(Permission::customers_edit);
    auto customer = customer_for_change(tx, actor, id);
    refuse_stale(tx, actor, customer, version);
    CustomerEdit input;
    patch_json(changes, input);
    Edit edit{actor, customer, now, {}, {}};
    apply(tx, edit, input, changes);
    if (edit.changes.empty()) return customer;
    ++customer.version;
    save_customer(tx, customer);
    record_about(tx, actor, id, EventKind::customer_changed, {{"changes", std::move(edit.changes)}}, now);
    return customer;
}

} // namespace baton
