#include "push/message.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <stdexcept>

namespace baton {
namespace {

constexpr std::size_t tag_length = 16;
constexpr unsigned record_size = 4096;

[[noreturn]] void fail_encrypting() {
    ERR_clear_error();
    throw std::runtime_error("OpenSSL could not encrypt a push message");
}

void append(std::string& to, Bytes bytes) { to += text_of(bytes); }

OSSL_PARAM octets(char const* name, Bytes bytes) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<unsigned char*>(bytes.data()), bytes.size());
}

// RFC 5869, extract and expand.
template <std::size_t N> std::array<unsigned char, N> hkdf(Bytes salt, Bytes secret, std::string_view info) {
    std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> const kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
    std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> const context(EVP_KDF_CTX_new(kdf.get()),
                                                                            EVP_KDF_CTX_free);
    char digest[] = "SHA256";
    OSSL_PARAM const params[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                 octets(OSSL_KDF_PARAM_SALT, salt), octets(OSSL_KDF_PARAM_KEY, secret),
                                 octets(OSSL_KDF_PARAM_INFO, bytes_of(info)), OSSL_PARAM_construct_end()};
    std::array<unsigned char, N> out;
    if (EVP_KDF_derive(context.get(), out.data(), out.size(), params) != 1) fail_encrypting();
    return out;
}

std::string aes_128_gcm(Bytes key, Bytes nonce, std::string_view plain) {
    std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> const context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    std::string sealed(plain.size() + tag_length, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    int length = 0, rest = 0;
    bool const done =
        EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_EncryptUpdate(context.get(), out, &length, bytes_of(plain).data(), int(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), out + length, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(tag_length), out + plain.size()) == 1;
    if (!done) fail_encrypting();
    return sealed;
}

// RFC 8188 §2.1: salt ‖ record size ‖ length of the key's id ‖ the id, which is the sender's point.
std::string header_of(PushSalt const& salt, P256Key const& sender) {
    std::string header;
    append(header, salt);
    for (int shift = 24; shift >= 0; shift -= 8) header += char(record_size >> shift & 0xFF);
    header += char(P256Key::point_size);
    append(header, sender.point());
    return header;
}

// RFC 8188 §2: the delimiter of the last record, then zeros.
std::string padded(std::string_view plain, std::size_t padding) {
    std::string record(plain);
    record += '\2';
    record.append((padding - record.size() % padding) % padding, '\0');
    return record;
}

} // namespace

std::string encrypt_push(PushRecipient const& to, P256Key const& sender, PushSalt const& salt, std::string_view plain,
                         std::size_t padding) {
    auto const shared = sender.agree(to.point);
    std::string info("WebPush: info\0", 14);
    append(info, to.point);
    append(info, sender.point());
    auto const secret = hkdf<32>(to.secret, shared, info);
    auto const key = hkdf<16>(salt, secret, std::string_view("Content-Encoding: aes128gcm\0", 28));
    auto const nonce = hkdf<12>(salt, secret, std::string_view("Content-Encoding: nonce\0", 24));
    return header_of(salt, sender) + aes_128_gcm(key, nonce, padded(plain, padding));
}

} // namespace baton
