#include "customer/contact_store.h"

#include "db/marks.h"

namespace baton {
namespace {

// What is bound to a ciphertext, one per table, so that rotation needs no more than the row.
constexpr std::string_view contact_field = "customer_contacts.value", secret_field = "customer_secrets.value";

std::string blind(Tx& tx, Contact const& contact) {
    return tx.vault().blind_index(tx.tenant(), "customer." + std::string(name_of(contact.kind)), contact.normal);
}

// `take(customer, word, plain)` for each row; the statement selects customer, word, ciphertext.
template <class F>
void read_sealed(Tx& tx, std::string_view field, std::string const& sql, db::Params const& params, F take) {
    tx.query_with(sql, params, [&](db::Row const& row) {
        take(CustomerId{row.integer(0)}, std::string(row.bytes(1)),
             tx.vault().decrypt(tx.tenant(), field, bytes_of(row.bytes(2))));
    });
}

} // namespace

std::optional<CustomerId> find_contact(Tx& tx, Contact const& contact) {
    return tx.value<CustomerId>(
        "select customer_id from customer_contacts where tenant_id = $1 and kind = $2 and blind_index = $3",
        tx.tenant(), contact.kind, blind(tx, contact));
}

bool add_contact(Tx& tx, CustomerId customer, Contact const& contact, Timestamp now) {
    db::Blob const sealed = tx.vault().encrypt(tx.tenant(), contact_field, contact.normal);
    return tx.change("insert into customer_contacts (tenant_id, kind, blind_index, customer_id, value, added_at)"
                     " values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                     tx.tenant(), contact.kind, blind(tx, contact), customer, sealed, now) > 0;
}

void remove_contact(Tx& tx, CustomerId customer, Contact const& contact) {
    tx.exec(
        "delete from customer_contacts where tenant_id = $1 and kind = $2 and blind_index = $3 and customer_id = $4",
        tx.tenant(), contact.kind, blind(tx, contact), customer);
}

void remove_contacts(Tx& tx, CustomerId customer) {
    tx.exec("delete from customer_contacts where tenant_id = $1 and customer_id = $2", tx.tenant(), customer);
}

std::vector<Contact> contacts_of(Tx& tx, CustomerId customer) {
    return contacts_of(tx, std::vector{customer})[customer];
}

std::map<CustomerId, std::vector<Contact>> contacts_of(Tx& tx, std::vector<CustomerId> const& ids) {
    std::map<CustomerId, std::vector<Contact>> contacts;
    if (ids.empty()) return contacts;
    db::Params params;
    std::string sql =
        "select customer_id, kind, value from customer_contacts where tenant_id = " + params.mark(tx.tenant());
    sql += " and customer_id in " + list_of(params, ids) + " order by added_at, kind, blind_index";
    read_sealed(tx, contact_field, sql, params, [&](CustomerId customer, std::string const& kind, std::string plain) {
        contacts[customer].push_back({enum_from<ContactKind>(kind).value(), std::move(plain)});
    });
    return contacts;
}

Secrets secrets_of(Tx& tx, CustomerId customer) { return secrets_of(tx, std::vector{customer})[customer]; }

std::map<CustomerId, Secrets> secrets_of(Tx& tx, std::vector<CustomerId> const& ids) {
    std::map<CustomerId, Secrets> secrets;
    if (ids.empty()) return secrets;
    db::Params params;
    std::string sql =
        "select customer_id, field, value from customer_secrets where tenant_id = " + params.mark(tx.tenant());
    sql += " and customer_id in " + list_of(params, ids);
    read_sealed(tx, secret_field, sql, params, [&](CustomerId customer, std::string const& field, std::string plain) {
        secrets[customer].emplace(field, std::move(plain));
    });
    return secrets;
}

void save_secret(Tx& tx, CustomerId customer, std::string const& field, std::string const& value,
                 std::string const& normal) {
    db::Blob const sealed = tx.vault().encrypt(tx.tenant(), secret_field, value);
    tx.exec("insert into customer_secrets (tenant_id, customer_id, field, value, blind_index)"
            " values ($1, $2, $3, $4, $5)"
            " on conflict (tenant_id, customer_id, field) do update set value = $4, blind_index = $5",
            tx.tenant(), customer, field, sealed, tx.vault().blind_index(tx.tenant(), "customer." + field, normal));
}

void remove_secret(Tx& tx, CustomerId customer, std::string const& field) {
    tx.exec("delete from customer_secrets where tenant_id = $1 and customer_id = $2 and field = $3", tx.tenant(),
            customer, field);
}

void remove_secrets(Tx& tx, CustomerId customer) {
    tx.exec("delete from customer_secrets where tenant_id = $1 and customer_id = $2", tx.tenant(), customer);
}

std::optional<CustomerId> find_secret(Tx& tx, std::string const& field, std::string const& normal, CustomerId but) {
    return tx.value<CustomerId>("select customer_id from customer_secrets where tenant_id = $1 and field = $2"
                                " and blind_index = $3 and customer_id <> $4 order by customer_id limit 1",
                                tx.tenant(), field, tx.vault().blind_index(tx.tenant(), "customer." + field, normal),
                                but);
}

bool add_words(Tx& tx, CustomerId customer, std::vector<std::string> const& words) {
    std::int64_t added = 0;
    for (auto const& word : words)
        added += tx.change("insert into customer_words (tenant_id, word, customer_id) values ($1, $2, $3)"
                           " on conflict do nothing",
                           tx.tenant(), word, customer);
    return added > 0;
}

void remove_words(Tx& tx, CustomerId customer) {
    tx.exec("delete from customer_words where tenant_id = $1 and customer_id = $2", tx.tenant(), customer);
}

} // namespace baton
