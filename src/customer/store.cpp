#include "customer/store.h"

#include "customer/service.h"
#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::Customer> = "customers";

namespace baton {

void insert_customer(Tx& tx, Customer const& c) { tx.insert(c); }

std::optional<Customer> find_customer(Tx& tx, CustomerId id) {
    return tx.find<Customer>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::optional<Customer> find_customer_by_contact(Tx& tx, ContactKind kind, std::string const& value) {
    return tx.find<Customer>(
        "where tenant_id = $1 and id ="
        " (select customer_id from customer_contacts where tenant_id = $1 and kind = $2 and value = $3)",
        tx.tenant(), kind, value);
}

namespace {

constexpr std::string_view new_contact = "insert into customer_contacts (tenant_id, kind, value, customer_id) values "
                                         "($1, $2, $3, $4) on conflict do nothing";

} // namespace

void add_contact(Tx& tx, CustomerId customer, ContactKind kind, std::string const& value) {
    tx.exec(new_contact, tx.tenant(), kind, value, customer);
}

bool claim_contact(Tx& tx, CustomerId customer, ContactKind kind, std::string const& value) {
    return tx.change(new_contact, tx.tenant(), kind, value, customer) > 0;
}

db::Names customer_names(Tx& tx, std::vector<std::int64_t> const& ids) {
    return db::names_of(tx, "customers", "name", ids);
}

void check_customer_tables(Tx& tx) { db::check_table<Customer>(tx); }

} // namespace baton
