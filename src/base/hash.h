// SHA-256, random bytes and their text forms. Thread-safe. Secrets are compared with
// equal_in_constant_time, never with ==. SHA-256 is OpenSSL's, which uses the processor's
// instructions for it (5 times libsodium's speed on files, 3 times on an event); the rest is libsodium's.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct evp_md_ctx_st;

namespace baton {

using Bytes = std::span<unsigned char const>;
using Hash = std::array<unsigned char, 32>;

inline Bytes bytes_of(std::string_view s) { return {reinterpret_cast<unsigned char const*>(s.data()), s.size()}; }
inline std::string_view text_of(Bytes b) { return {reinterpret_cast<char const*>(b.data()), b.size()}; }

// Of the parts one after the other.
Hash sha256(std::initializer_list<Bytes> parts);
inline Hash sha256(Bytes bytes) { return sha256({bytes}); }
inline Hash sha256(std::string_view s) { return sha256({bytes_of(s)}); }

// Piece by piece, for files. One thread; finish() once.
class Sha256 {
public:
    Sha256();
    Sha256& update(Bytes);
    Sha256& update(std::string_view s) { return update(bytes_of(s)); }
    Hash finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st*) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
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
