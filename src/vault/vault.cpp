#include "vault/vault.h"

#include <algorithm>

namespace baton {
namespace {

constexpr unsigned char format = 1;
constexpr std::size_t head_size = 5;

using Head = std::array<unsigned char, head_size>;

Head head_of(KeyId key) {
    return {format, static_cast<unsigned char>(key >> 24), static_cast<unsigned char>(key >> 16),
            static_cast<unsigned char>(key >> 8), static_cast<unsigned char>(key)};
}

KeyId key_of(Bytes sealed) {
    if (sealed.size() < head_size || sealed[0] != format) throw VaultError("this is no ciphertext of Baton's");
    return KeyId(sealed[1]) << 24 | KeyId(sealed[2]) << 16 | KeyId(sealed[3]) << 8 | KeyId(sealed[4]);
}

// Of fixed length but for its end, so that no two mean the same.
std::vector<unsigned char> associated_data(TenantId tenant, Head const& head, std::string_view field) {
    std::vector<unsigned char> all(head.begin(), head.end());
    for (int shift = 56; shift >= 0; shift -= 8) all.push_back(static_cast<unsigned char>(tenant.value >> shift));
    all.insert(all.end(), field.begin(), field.end());
    return all;
}

KeyId current(TenantKeys const& keys, std::string_view field) {
    return field.starts_with("event.") ? keys.event : keys.data;
}

void need_same(TenantId a, TenantId b) {
    if (a != b) throw std::logic_error("a unit of work encrypts for its own tenant only");
}

} // namespace

std::vector<unsigned char> Vault::encrypt(TenantId tenant, std::string_view field, std::string_view plain) const {
    need_same(tenant, tenant_);
    auto const id = current(*keys_, field);
    if (id == 0) throw VaultError("the tenant has no keys yet, and a read makes none");
    auto const head = head_of(id);
    auto sealed = seal(*cipher(id), associated_data(tenant, head, field), bytes_of(plain));
    sealed.insert(sealed.begin(), head.begin(), head.end());
    return sealed;
}

std::string Vault::decrypt(TenantId tenant, std::string_view field, Bytes sealed) const {
    need_same(tenant, tenant_);
    auto const id = key_of(sealed);
    auto const associated = associated_data(tenant, head_of(id), field);
    if (auto plain = unseal(*cipher(id), associated, sealed.subspan(head_size))) return std::move(*plain);
    throw VaultError("a value of " + std::string(field) + " does not open: it was changed, or belongs elsewhere");
}

std::string Vault::blind_index(TenantId tenant, std::string_view field, std::string_view normalised) const {
    need_same(tenant, tenant_);
    auto key = derive_for_now(*keys_->index, "baton blind index " + std::string(field));
    auto const index = hmac_sha256(key, {bytes_of(normalised)});
    wipe(key);
    return base64url(index);
}

bool Vault::is_current(std::string_view field, Bytes sealed) const { return key_of(sealed) == current(*keys_, field); }

std::shared_ptr<Secret const> Vault::cipher(KeyId id) const {
    auto found = keys_->ciphers.find(id);
    if (found == keys_->ciphers.end()) { // another node may have made it
        keys_ = reload_();
        found = keys_->ciphers.find(id);
    }
    if (found == keys_->ciphers.end()) throw VaultError("the tenant has no key " + std::to_string(id));
    return found->second;
}

} // namespace baton
