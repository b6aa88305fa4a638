#include "vault/key_ring.h"

#include <fmt/format.h>

namespace baton {
namespace {

std::string associated_data(TenantId tenant, KeyPurpose purpose, KeyId id) {
    return fmt::format("tenant key {} {} {}", tenant.value, int(purpose), id);
}

Vault::Keys random_index() {
    auto keys = std::make_shared<TenantKeys>();
    keys->index = std::make_shared<Secret const>(Secret::random());
    return keys;
}

} // namespace

KeyRing::KeyRing(std::vector<Secret> masters) : masters_(std::move(masters)), none_(random_index()) {}

std::string KeyRing::fingerprint(Secret const& master) {
    return hex(derive(master, "baton master key fingerprint").bytes().first(16));
}

WrappedKey KeyRing::wrap(TenantId tenant, KeyPurpose purpose, KeyId id, Secret const& key) const {
    auto const associated = associated_data(tenant, purpose, id);
    std::shared_lock const lock(mutex_);
    return {purpose, id, seal(derive(masters_.front(), "baton key wrap"), bytes_of(associated), key.bytes())};
}

std::shared_ptr<Secret const> KeyRing::open(TenantId tenant, WrappedKey const& stored) const {
    auto const associated = associated_data(tenant, stored.purpose, stored.id);
    std::shared_lock const lock(mutex_);
    for (auto const& master : masters_) {
        auto plain = unseal(derive(master, "baton key wrap"), bytes_of(associated), stored.wrapped);
        if (!plain || plain->size() != Secret::size) continue;
        auto secret = std::make_shared<Secret const>(bytes_of(*plain));
        wipe(*plain);
        return secret;
    }
    throw VaultError(fmt::format("Key {} of tenant {} was not wrapped by this master key.", stored.id, tenant.value));
}

Vault::Keys KeyRing::unwrap(TenantId tenant, std::vector<WrappedKey> const& all) const {
    auto const before = held(tenant).keys;
    auto keys = std::make_shared<TenantKeys>();
    for (auto const& stored : all) {
        if (stored.purpose == KeyPurpose::index) {
            keys->index = before && before->index ? before->index : open(tenant, stored);
            continue;
        }
        bool const known = before && before->ciphers.contains(stored.id);
        keys->ciphers[stored.id] = known ? before->ciphers.at(stored.id) : open(tenant, stored);
        auto& current = stored.purpose == KeyPurpose::event ? keys->event : keys->data;
        current = std::max(current, stored.id);
    }
    return keys;
}

WrappedKey KeyRing::wrap_again(TenantId tenant, WrappedKey const& stored) const {
    return wrap(tenant, stored.purpose, stored.id, *open(tenant, stored));
}

void KeyRing::set_masters(std::vector<Secret> masters) {
    std::unique_lock const lock(mutex_);
    masters_ = std::move(masters);
}

KeyRing::Held KeyRing::held(TenantId tenant) const {
    std::shared_lock const lock(mutex_);
    auto const found = entries_.find(tenant);
    if (found == entries_.end()) return {};
    return {found->second.keys, Clock::now() - found->second.read_at < lifetime};
}

void KeyRing::hold(TenantId tenant, Vault::Keys keys) {
    std::unique_lock const lock(mutex_);
    entries_[tenant] = {std::move(keys), Clock::now()};
}

} // namespace baton
