#include "base/hash.h"

#include <sodium.h>

#include <stdexcept>

namespace baton {
namespace {

// Harmless when called again and from several threads; must have run before random bytes are drawn.
void need_sodium() {
    static int const ready = sodium_init();
    if (ready < 0) throw std::runtime_error("libsodium does not start");
}

} // namespace

Hash sha256(Bytes bytes) {
    Hash hash;
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

Sha256::Sha256() { crypto_hash_sha256_init(&state_); }

Sha256& Sha256::update(Bytes bytes) {
    crypto_hash_sha256_update(&state_, bytes.data(), bytes.size());
    return *this;
}

Hash Sha256::finish() {
    Hash hash;
    crypto_hash_sha256_final(&state_, hash.data());
    return hash;
}

void fill_random(std::span<unsigned char> bytes) {
    need_sodium();
    randombytes_buf(bytes.data(), bytes.size());
}

bool equal_in_constant_time(Bytes a, Bytes b) {
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

std::string hex(Bytes bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::optional<std::vector<unsigned char>> from_hex(std::string_view text) {
    std::vector<unsigned char> bytes(text.size() / 2);
    std::size_t length = 0;
    char const* end = nullptr;
    if (text.size() % 2 != 0) return std::nullopt;
    if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    return bytes;
}

std::string base64url(Bytes bytes) {
    int const variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back(); // the length includes a final NUL
    return text;
}

std::optional<std::vector<unsigned char>> from_base64url(std::string_view text) {
    std::vector<unsigned char> bytes(text.size() / 4 * 3 + 3);
    std::size_t length = 0;
    char const* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

} // namespace baton
