#include "base/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <stdexcept>

namespace baton {
namespace {

// Harmless when called again and from several threads; must have run before random bytes are drawn.
void need_sodium() {
    static int const ready = sodium_init();
    if (ready < 0) throw std::runtime_error("libsodium does not start");
}

void need(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL does not hash");
}

void begin(EVP_MD_CTX* context) {
    // Looked up once: that costs more than hashing an event.
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    need(EVP_DigestInit_ex2(context, algorithm, nullptr));
}

Hash end(EVP_MD_CTX* context) {
    Hash hash;
    need(EVP_DigestFinal_ex(context, hash.data(), nullptr));
    return hash;
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { begin(context_.get()); }

Sha256& Sha256::update(Bytes bytes) {
    need(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
    return *this;
}

Hash Sha256::finish() { return end(context_.get()); }

Hash sha256(std::initializer_list<Bytes> parts) {
    thread_local std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(),
                                                                                       EVP_MD_CTX_free);
    begin(context.get());
    for (auto const part : parts) need(EVP_DigestUpdate(context.get(), part.data(), part.size()));
    return end(context.get());
}

void fill_random(std::span<unsigned char> bytes) {
    need_sodium();
    if (!bytes.empty()) randombytes_buf(bytes.data(), bytes.size()); // sodium takes no null pointers
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
    if (text.empty()) return bytes;
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
