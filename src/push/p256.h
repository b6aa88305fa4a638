// A key on the curve P-256, as Web Push uses it: to agree on a secret (RFC 8291) and to sign (RFC 8292). All of it is
// OpenSSL's. A value that never changes, so any thread may use it. Throws std::runtime_error when OpenSSL refuses.
#pragma once
#include "base/hash.h"

struct evp_pkey_st;

namespace baton {

class P256Key {
public:
    static constexpr std::size_t point_size = 65, scalar_size = 32; // uncompressed; big endian
    using Point = std::array<unsigned char, point_size>;
    using Scalar = std::array<unsigned char, scalar_size>;

    static P256Key generate();
    P256Key(Scalar const& secret, Point const& point);

    Point const& point() const { return point_; }
    Scalar const& secret() const { return secret_; }
    // The x coordinate of what both sides come to. Throws when the other is no point of the curve.
    std::array<unsigned char, 32> agree(Bytes other_point) const;
    // ES256: SHA-256, then r ‖ s.
    std::array<unsigned char, 64> sign(std::string_view text) const;

private:
    Scalar secret_;
    Point point_;
    std::shared_ptr<evp_pkey_st> key_;
};

bool is_p256_point(Bytes);

} // namespace baton
