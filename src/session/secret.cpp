#include "session/secret.h"

#include "base/address.h"
#include "base/hash.h"
#include "session/session.h"

namespace baton {
namespace {

constexpr std::size_t secret_bytes = 32;

std::string new_secret(std::string_view prefix, TenantId tenant) {
    return std::string(prefix) + std::to_string(tenant.value) + "." + base64url(random_bytes<secret_bytes>());
}

} // namespace

std::string new_session_secret(TenantId tenant) { return new_secret(session_prefix, tenant); }
std::string new_token_secret(TenantId tenant) { return new_secret(token_prefix, tenant); }
bool is_session_secret(std::string_view secret) { return secret.starts_with(session_prefix); }
bool is_token_secret(std::string_view secret) { return secret.starts_with(token_prefix); }
std::string hash_of_secret(std::string_view secret) { return hex(sha256(secret)); }

std::string address_hash(std::string_view login, std::string_view remote_address) {
    auto const network = network_of(remote_address);
    return hex(sha256({bytes_of(login), bytes_of("\n"), bytes_of(network)}));
}

} // namespace baton
