#include "db/tenant_keys.h"

namespace baton::db {
namespace {

void insert_key(Tx& tx, WrappedKey const& key) {
    tx.exec("insert into tenant_keys (tenant_id, key_id, purpose, wrapped, created_at) values ($1, $2, $3, $4, $5) "
            "on conflict (tenant_id, key_id) do nothing",
            tx.tenant(), key.id, key.purpose, key.wrapped, now());
}

// Several units may be the first at once on PostgreSQL. The ids are the same in all of them, so each meets the others'
// keys one by one: with ids counted on, half of the keys of two units would stand, and two index keys.
void make_first_keys(Tx& tx, KeyRing const& ring) {
    KeyId id = 0;
    for (auto const purpose : {KeyPurpose::data, KeyPurpose::event, KeyPurpose::index})
        insert_key(tx, ring.wrap(tx.tenant(), purpose, ++id, Secret::random()));
}

} // namespace

std::vector<WrappedKey> load_tenant_keys(Tx& tx) {
    std::vector<WrappedKey> all;
    tx.query(
        "select purpose, key_id, wrapped from tenant_keys where tenant_id = $1 order by key_id",
        [&](Row const& row) {
            auto& key = all.emplace_back();
            detail::read_column(row, 0, key.purpose);
            detail::read_column(row, 1, key.id);
            detail::read_column(row, 2, key.wrapped);
        },
        tx.tenant());
    return all;
}

void add_tenant_key(Tx& tx, KeyRing const& ring, KeyPurpose purpose) {
    auto const newest = tx.value<std::int64_t>("select max(key_id) from tenant_keys where tenant_id = $1", tx.tenant());
    insert_key(tx, ring.wrap(tx.tenant(), purpose, KeyId(newest.value_or(0) + 1), Secret::random()));
}

Vault::Keys load_keys(Tx& tx, KeyRing& ring, KeyUse use) {
    auto stored = load_tenant_keys(tx);
    if (stored.empty()) {
        if (use == KeyUse::read) return ring.no_keys();
        make_first_keys(tx, ring);
        stored = load_tenant_keys(tx);
    }
    auto keys = ring.unwrap(tx.tenant(), stored);
    if (use == KeyUse::read) ring.hold(tx.tenant(), keys);
    return keys;
}

void Tx::add_key(KeyPurpose purpose) {
    vault(); // the first ones come first
    add_tenant_key(*this, *keys_, purpose);
}

Vault const& Tx::vault() {
    if (!keys_) throw std::logic_error("the database was opened without keys");
    if (vault_) return *vault_;
    auto const held = keys_->held(tenant_);
    if (!held.fresh) loaded_keys_ = load_keys(*this, *keys_, key_use_);
    return vault_.emplace(tenant_, held.fresh ? held.keys : loaded_keys_,
                          [this] { return keys_->unwrap(tenant_, load_tenant_keys(*this)); });
}

} // namespace baton::db
