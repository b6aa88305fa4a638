// What a unit of work encrypts sensitive values with, under its tenant's keys. Tx::vault() gives it; for the thread of
// the unit only. Throws VaultError; its message never holds a value.
//
// A ciphertext is 1 (format) ‖ key id, 4 bytes big endian ‖ nonce ‖ ciphertext ‖ tag. Tenant, key and field are bound
// to it as associated data: moved to another field or tenant it does not open. The field says what the value is,
// "customer.phone". Values of events, which are sealed and can never be written again, take a field that begins with
// "event.": their keys are kept for as long as the events are.
#pragma once
#include "base/id.h"
#include "vault/cipher.h"

#include <boost/describe/enum.hpp>
#include <functional>
#include <map>

namespace baton {

BOOST_DEFINE_ENUM_CLASS(KeyPurpose, data, event, index)

struct VaultError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using KeyId = std::uint32_t;

// One tenant's keys as they are used. Never changed once shared.
struct TenantKeys {
    std::map<KeyId, std::shared_ptr<Secret const>> ciphers; // data and event keys, the old ones too
    KeyId data = 0, event = 0;                              // what is encrypted now; 0: there are none yet
    std::shared_ptr<Secret const> index;
};

class Vault {
public:
    using Keys = std::shared_ptr<TenantKeys const>;
    using Reload = std::function<Keys()>; // what the database holds now

    Vault(TenantId tenant, Keys keys, Reload reload)
        : tenant_(tenant), keys_(std::move(keys)), reload_(std::move(reload)) {}

    std::vector<unsigned char> encrypt(TenantId, std::string_view field, std::string_view plain) const;
    // Throws when it was tampered with, belongs elsewhere, or its key is unknown.
    std::string decrypt(TenantId, std::string_view field, Bytes sealed) const;
    // 43 characters (base64url of HMAC-SHA-256): equal exactly for equal values of one field of one tenant.
    std::string blind_index(TenantId, std::string_view field, std::string_view normalised) const;

    // Whether rotation still has to encrypt this again.
    bool is_current(std::string_view field, Bytes sealed) const;

private:
    std::shared_ptr<Secret const> cipher(KeyId) const;

    TenantId tenant_;
    mutable Keys keys_; // another once an unknown key was met
    Reload reload_;
};

} // namespace baton
