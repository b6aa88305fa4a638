// Contacts, secrets and the words customers are found by: encrypted on the way in, decrypted on the
// way out. What the rows hold never leaves here in another form.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"

namespace baton {

// Whose contact it is.
std::optional<CustomerId> find_contact(Tx&, Contact const&);
// Waits for whoever adds it at this moment; false when it is taken, by whomever.
bool add_contact(Tx&, CustomerId, Contact const&, Timestamp now);
void remove_contact(Tx&, CustomerId, Contact const&);
void remove_contacts(Tx&, CustomerId);
// In the order they were added.
std::vector<Contact> contacts_of(Tx&, CustomerId);
std::map<CustomerId, std::vector<Contact>> contacts_of(Tx&, std::vector<CustomerId> const&);

// By field: id_number, address, fields.<key>.
using Secrets = std::map<std::string, std::string>;
Secrets secrets_of(Tx&, CustomerId);
std::map<CustomerId, Secrets> secrets_of(Tx&, std::vector<CustomerId> const&);
void save_secret(Tx&, CustomerId, std::string const& field, std::string const& value, std::string const& normal);
void remove_secret(Tx&, CustomerId, std::string const& field);
void remove_secrets(Tx&, CustomerId);
// Another customer with the same value of this field, if there is one.
std::optional<CustomerId> find_secret(Tx&, std::string const& field, std::string const& normal, CustomerId but);

// False when he is found by all of these already.
bool add_words(Tx&, CustomerId, std::vector<std::string> const& words);
void remove_words(Tx&, CustomerId);

} // namespace baton
