#include "custody/encrypted_columns.h"

namespace baton {

std::span<EncryptedColumn const> encrypted_columns() {
    static std::vector<EncryptedColumn> const all{
        {"idempotency_keys", {{"scope", true}, {"idempotency_key", true}}, "sealed", "replay"},
        {"user_credentials", {{"user_id"}}, "totp_secret", "user.totp"},
    };
    return all;
}

} // namespace baton
