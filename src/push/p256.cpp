#include "push/p256.h"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdexcept>

namespace baton {
namespace {

template <auto free> struct Freed {
    template <class T> void operator()(T* p) const { free(p); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using KeyHandle = std::shared_ptr<EVP_PKEY>;

constexpr char const* curve = "P-256";

[[noreturn]] void fail_at(char const* what) {
    ERR_clear_error();
    throw std::runtime_error(std::string("OpenSSL could not ") + what);
}

void require_done(int result, char const* what) {
    if (result <= 0) fail_at(what);
}

// Without a secret: a public key. Null when the point is none.
KeyHandle key_of(BIGNUM const* secret, Bytes point) {
    std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>> const build(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
    OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    if (secret) OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret);
    std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>> const params(OSSL_PARAM_BLD_to_param(build.get()));
    KeyContext const context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    auto const kind = secret ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    require_done(EVP_PKEY_fromdata_init(context.get()), "prepare a key");
    if (EVP_PKEY_fromdata(context.get(), &made, kind, params.get()) <= 0) {
        ERR_clear_error();
        return nullptr;
    }
    return {made, EVP_PKEY_free};
}

bool is_sound(KeyHandle const& key) {
    KeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    bool const sound = EVP_PKEY_public_check(context.get()) == 1;
    ERR_clear_error();
    return sound;
}

KeyHandle public_key(Bytes point) {
    if (point.size() != P256Key::point_size || point[0] != 4) return nullptr;
    auto key = key_of(nullptr, point);
    return key && is_sound(key) ? key : nullptr;
}

} // namespace

bool is_p256_point(Bytes point) { return public_key(point) != nullptr; }

P256Key::P256Key(Scalar const& secret, Point const& point) : secret_(secret), point_(point) {
    Number const number(BN_bin2bn(secret.data(), int(secret.size()), nullptr));
    key_ = key_of(number.get(), point);
    if (!key_) fail_at("read a key");
}

P256Key P256Key::generate() {
    KeyHandle const key(EVP_EC_gen(curve), EVP_PKEY_free);
    BIGNUM* read = nullptr;
    if (!key || EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &read) != 1) fail_at("make a key");
    Number const number(read);
    Scalar secret;
    Point point;
    std::size_t size = 0;
    BN_bn2binpad(number.get(), secret.data(), int(secret.size()));
    if (EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) != 1 ||
        size != point.size())
        fail_at("tell the point of a key");
    return {secret, point};
}

std::array<unsigned char, 32> P256Key::agree(Bytes other_point) const {
    auto const other = public_key(other_point);
    if (!other) fail_at("read a point");
    KeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
    require_done(EVP_PKEY_derive_init(context.get()), "prepare an agreement");
    require_done(EVP_PKEY_derive_set_peer(context.get(), other.get()), "take the other's key");
    std::array<unsigned char, 32> shared;
    auto size = shared.size();
    require_done(EVP_PKEY_derive(context.get(), shared.data(), &size), "agree");
    if (size != shared.size()) fail_at("agree");
    return shared;
}

std::array<unsigned char, 64> P256Key::sign(std::string_view text) const {
    std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> const context(EVP_MD_CTX_new());
    std::array<unsigned char, 80> der;
    auto size = der.size();
    auto const bytes = bytes_of(text);
    require_done(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()), "prepare a signature");
    require_done(EVP_DigestSign(context.get(), der.data(), &size, bytes.data(), bytes.size()), "sign");
    unsigned char const* read = der.data();
    std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>> const pair(d2i_ECDSA_SIG(nullptr, &read, long(size)));
    if (!pair) fail_at("read a signature");
    std::array<unsigned char, 64> raw;
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), raw.data(), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), raw.data() + 32, 32);
    return raw;
}

} // namespace baton
