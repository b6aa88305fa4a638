#include "vault/cipher.h"

#include <sodium.h>

namespace baton {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

} // namespace

std::vector<unsigned char> seal(Secret const& key, Bytes associated, Bytes plain) {
    std::vector<unsigned char> sealed(nonce_size + plain.size() + tag_size);
    fill_random({sealed.data(), nonce_size});
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, plain.data(), plain.size(),
                                               associated.data(), associated.size(), nullptr, sealed.data(),
                                               key.bytes().data());
    return sealed;
}

std::optional<std::string> unseal(Secret const& key, Bytes associated, Bytes sealed) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    std::string plain(sealed.size() - nonce_size - tag_size, '\0');
    auto const done = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, sealed.data() + nonce_size,
        sealed.size() - nonce_size, associated.data(), associated.size(), sealed.data(), key.bytes().data());
    if (done != 0) return std::nullopt;
    return plain;
}

Hash hmac_sha256(Bytes key, std::initializer_list<Bytes> parts) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    for (auto const part : parts) crypto_auth_hmacsha256_update(&state, part.data(), part.size());
    Hash hash;
    crypto_auth_hmacsha256_final(&state, hash.data());
    sodium_memzero(&state, sizeof state);
    return hash;
}

Hash derive_for_now(Secret const& key, std::string_view purpose) {
    unsigned char const first_block = 1;
    return hmac_sha256(key.bytes(), {bytes_of(purpose), {&first_block, 1}});
}

Secret derive(Secret const& key, std::string_view purpose) {
    auto bytes = derive_for_now(key, purpose);
    Secret derived(bytes);
    wipe(bytes);
    return derived;
}

} // namespace baton
