// Customers as the API shows them: contacts masked unless the actor may read them, id number,
// address and sensitive attributes masked always. Whatever shows a customer goes through here.
#pragma once
#include "customer/service.h"
#include "customer/store.h"

namespace baton {

struct CustomerRef {
    CustomerId id{};
    std::string name;
};
DESCRIBE(CustomerRef, (), (id, name));

struct OrganizationRef {
    OrganizationId id{};
    std::string name;
};
DESCRIBE(OrganizationRef, (), (id, name));

struct PhoneView {
    std::string number;
};
DESCRIBE(PhoneView, (), (number));

struct EmailView {
    std::string address;
};
DESCRIBE(EmailView, (), (address));

struct IdentityView {
    std::string channel;
    std::string external_id;
};
DESCRIBE(IdentityView, (), (channel, external_id));

struct CustomerView {
    CustomerId id{};
    std::string name;
    std::vector<PhoneView> phones;
    std::vector<EmailView> emails;
    std::vector<IdentityView> identities;
    std::optional<OrganizationRef> organization;
    std::int64_t vip = 0;
    std::vector<std::string> care;
    json::object fields;
    std::optional<std::string> id_number; // masked
    std::optional<std::string> address;   // masked
    bool masked = true;                   // the contacts are
    std::optional<CustomerRef> merged_into;
    std::optional<Timestamp> erased_at;
    Timestamp created_at{};
    std::int64_t version = 1;
};
DESCRIBE(CustomerView, (),
         (id, name, phones, emails, identities, organization, vip, care, fields, id_number, address, masked,
          merged_into, erased_at, created_at, version));

enum class Contacts { masked, clear };
// clear: for who may read contacts and sees the customer.
Contacts contacts_for(Actor const&);

CustomerView present(Tx&, Customer const&, Contacts);
std::vector<CustomerView> present(Tx&, std::vector<Customer> const&, Contacts);

} // namespace baton
