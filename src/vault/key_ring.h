// The master key, and the tenants' keys it unwraps, as long as the process lives. Thread-safe. Tenants' keys are read
// again after `lifetime`, so that every node of an installation soon encrypts under a rotated key.
#pragma once
#include "vault/vault.h"

#include <chrono>
#include <shared_mutex>

namespace baton {

// A tenant's key as the database keeps it.
struct WrappedKey {
    KeyPurpose purpose = KeyPurpose::data;
    KeyId id = 0;
    std::vector<unsigned char> wrapped;
};

class KeyRing {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr auto lifetime = std::chrono::seconds(2);

    // The first wraps; the others, left by a rotation that has not finished, only unwrap.
    // REQUIRES: at least one.
    explicit KeyRing(std::vector<Secret> masters);

    // Names a master key without saying anything about it: 32 hex digits.
    static std::string fingerprint(Secret const& master);

    WrappedKey wrap(TenantId, KeyPurpose, KeyId, Secret const&) const;
    // The highest id of each purpose is the one in use. Keys held already are not unwrapped again. Throws VaultError
    // when none of the master keys opens one.
    Vault::Keys unwrap(TenantId, std::vector<WrappedKey> const&) const;
    // The same key under the master key that wraps now.
    WrappedKey wrap_again(TenantId, WrappedKey const&) const;
    void set_masters(std::vector<Secret>);

    struct Held {
        Vault::Keys keys; // null: nothing is held
        bool fresh = false;
    };
    Held held(TenantId) const;
    // REQUIRES: what is given was committed.
    void hold(TenantId, Vault::Keys);
    // For a read of a tenant that has stored nothing yet: finds nothing.
    Vault::Keys no_keys() const { return none_; }

private:
    struct Entry {
        Vault::Keys keys;
        Clock::time_point read_at;
    };
    std::shared_ptr<Secret const> open(TenantId, WrappedKey const&) const;

    mutable std::shared_mutex mutex_; // of masters_ and entries_
    std::vector<Secret> masters_;
    std::map<TenantId, Entry> entries_;
    Vault::Keys none_;
};

} // namespace baton
