#include "customer/attribute_store.h"

#include "customer/service.h"
#include "db/check_table.h"

namespace baton::db {
template <> inline constexpr std::string_view table<Attribute> = "customer_attributes";
template <> inline constexpr std::string_view table<Consent> = "customer_consents";
} // namespace baton::db

namespace baton {

bool insert_attribute(Tx& tx, Attribute const& a) {
    return tx.change("insert into customer_attributes (tenant_id, id, key, label, kind, choices, sensitive, version)"
                     " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
                     tx.tenant(), a.id, a.key, a.label, a.kind, a.choices, a.sensitive, a.version) > 0;
}

std::optional<Attribute> lock_attribute(Tx& tx, AttributeId id) {
    return tx.find<Attribute>("where tenant_id = $1 and id = $2" + std::string(tx.for_update()), tx.tenant(), id);
}

void save_attribute(Tx& tx, Attribute const& a) { tx.update<Attribute>(a.id, a); }

std::vector<Attribute> list_attributes(Tx& tx) {
    return tx.select<Attribute>("where tenant_id = $1 and archived_at is null order by key", tx.tenant());
}

void insert_consent(Tx& tx, Consent const& c) { tx.insert(c); }

std::vector<Consent> list_consents(Tx& tx, CustomerId customer) {
    return tx.select<Consent>("where tenant_id = $1 and customer_id = $2 order by id", tx.tenant(), customer);
}

bool withdraw_consent(Tx& tx, CustomerId customer, ConsentId id, Timestamp now) {
    return tx.change("update customer_consents set withdrawn_at = $4 where tenant_id = $1 and customer_id = $2"
                     " and id = $3 and withdrawn_at is null",
                     tx.tenant(), customer, id, now) > 0;
}

void erase_consents(Tx& tx, CustomerId customer) {
    tx.exec("update customer_consents set purpose = '', channel = '', wording = '' where tenant_id = $1"
            " and customer_id = $2",
            tx.tenant(), customer);
}

void check_attribute_tables(Tx& tx) {
    db::check_table<Attribute>(tx);
    db::check_table<Consent>(tx);
}

} // namespace baton
