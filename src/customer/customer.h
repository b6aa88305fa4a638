// Customers 客户: whoever asks for something. Recognised by channel identity, then by phone, then by
// mail; a stored name is never overwritten by a later one. Contacts, id number, address and
// sensitive attributes are stored encrypted and leave the store only here. Values and pure rules.
#pragma once
#include "customer/contact.h"
#include "organization/organization.h"

namespace baton {

struct CustomerTag;
using CustomerId = Id<CustomerTag>;
struct ConsentTag;
using ConsentId = Id<ConsentTag>;

// The row.
struct Customer {
    CustomerId id{};
    std::string name;
    std::optional<OrganizationId> organization_id;
    std::int64_t vip = 0;
    std::vector<std::string> care;
    json::object fields;                    // attributes that are not sensitive
    std::optional<std::int64_t> created_by; // user; absent when a request brought him
    std::optional<CustomerId> merged_into;
    std::optional<Timestamp> erased_at;
    Timestamp created_at{};
    std::int64_t version = 1;
};
DESCRIBE(Customer, (),
         (id, name, organization_id, vip, care, fields, created_by, merged_into, erased_at, created_at, version));

// The order in which they decide who it is.
BOOST_DEFINE_ENUM_CLASS(ContactKind, identity, phone, email)

// A contact in the clear. For identities `normal` is "wechat:oAbC123".
struct Contact {
    ContactKind kind = ContactKind::phone;
    std::string normal;
    bool operator==(Contact const&) const = default;
};

struct Phone {
    Text<1, 60> number;
};
DESCRIBE(Phone, (), (number));

struct Email {
    Text<1, 254> address;
};
DESCRIBE(Email, (), (address));

// What a channel calls him.
struct Identity {
    Text<1, 30> channel; // a word: wechat, douyin, …
    Text<1, 200> external_id;
};
DESCRIBE(Identity, (), (channel, external_id));

// What he agreed to, as it was collected (个人信息保护法 §14, §17).
struct NewConsent {
    Text<1, 200> purpose;
    Text<1, 30> channel;
    Text<1, 100> wording;              // which version of the wording
    std::optional<Timestamp> given_at; // now when absent
};
DESCRIBE(NewConsent, (), (purpose, channel, wording, given_at));

struct Consent {
    ConsentId id{};
    CustomerId customer_id{};
    std::string purpose;
    std::string channel;
    std::string wording;
    Timestamp given_at{};
    std::optional<Timestamp> withdrawn_at;
};
DESCRIBE(Consent, (), (id, customer_id, purpose, channel, wording, given_at, withdrawn_at));

// Who asks, as a request names him: an id, or a name with contacts.
struct Requester {
    std::optional<CustomerId> id;
    std::optional<Text<1, 100>> name;
    std::optional<Text<1, 60>> phone;
    std::optional<Text<1, 254>> email;
    std::optional<Identity> identity;
    std::vector<NewConsent> consents;
};
DESCRIBE(Requester, (), (id, name, phone, email, identity, consents));
// Adds problems below `path`.
void check_requester(Requester const&, std::string const& path, Problems&);

inline constexpr std::int64_t highest_vip = 5;
inline constexpr std::size_t max_contacts = 20, max_care = 20, max_consents = 20;

// What may be edited. Lists replace what is there; `fields` is merged by key and null removes one;
// id number and address are written here, but read by revealing only.
struct CustomerEdit {
    Text<1, 100> name;
    std::vector<Phone> phones;
    std::vector<Email> emails;
    std::vector<Identity> identities;
    std::optional<OrganizationId> organization_id;
    std::int64_t vip = 0;          // 0..5
    std::vector<Text<1, 30>> care; // elderly, disabled, … or the tenant's own words
    json::object fields;           // by the tenant's definitions
    std::optional<Text<1, 30>> id_number;
    std::optional<Text<1, 500>> address;
};
DESCRIBE(CustomerEdit, (), (name, phones, emails, identities, organization_id, vip, care, fields, id_number, address));
void check(CustomerEdit const&, Problems&);

struct NewCustomer : CustomerEdit {
    std::vector<NewConsent> consents;
};
DESCRIBE(NewCustomer, (CustomerEdit), (consents));
void check(NewCustomer const&, Problems&);

// All contacts of an edit in the order of ContactKind, each once. REQUIRES: it was checked.
std::vector<Contact> contacts_of(CustomerEdit const&);
std::vector<Contact> contacts_of(Requester const&);

// Upper case, without blanks and hyphens: how id numbers are compared.
std::string normal_id_number(std::string_view);
// "110***********1234" and "北京市****"; what is short shows nothing.
std::string masked_id_number(std::string_view);
std::string masked_address(std::string_view);

// The folded name from each of its words on: "li lei", "lei".
std::vector<std::string> words_of_name(std::string_view name);

} // namespace baton
