// SHA-256, random bytes and their text forms, over libsodium. Thread-safe. Secrets are compared
// with equal_in_constant_time, never with ==.
#pragma once
#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

using Bytes = std::span<unsigned char const>;
using Hash = std::array<unsigned char, 32>;

inline Bytes bytes_of(std::string_view s) { return {reinterpret_cast<unsigned char const*>(s.data()), s.size()}; }
inline std::string_view text_of(Bytes b) { return {reinterpret_cast<char const*>(b.data()), b.size()}; }

Hash sha256(Bytes);
inline Hash sha256(std::string_view s) { return sha256(bytes_of(s)); }

// Piece by piece, for files and for hashes of several parts. One thread; finish() once.
class Sha256 {
public:
    Sha256();
    Sha256& update(Bytes);
    Sha256& update(std::string_view s) { return update(bytes_of(s)); }
    Hash finish();

private:
    crypto_hash_sha256_state state_;
};

void fill_random(std::span<unsigned char>);
template <std::size_t N> std::array<unsigned char, N> random_bytes() {
    std::array<unsigned char, N> bytes;
    fill_random(bytes);
    return bytes;
}

// The lengths are no secret: different ones are unequal at once.
bool equal_in_constant_time(Bytes, Bytes);

std::string hex(Bytes); // lower case
// Absent when anything but an even number of hex digits (either case).
std::optional<std::vector<unsigned char>> from_hex(std::string_view);
std::string base64url(Bytes); // RFC 4648 §5, no padding
// Absent when not exactly what base64url writes.
std::optional<std::vector<unsigned char>> from_base64url(std::string_view);

} // namespace baton
