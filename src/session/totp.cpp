#include "session/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace baton {
namespace {

constexpr std::int64_t step_s = 30, steps_apart = 1;
constexpr std::uint32_t modulus = 1'000'000;
constexpr std::string_view issuer = "Baton";

std::array<unsigned char, 20> hmac_sha1(Bytes key, Bytes text) {
    std::array<unsigned char, 20> out;
    unsigned int size = 0;
    if (!HMAC(EVP_sha1(), key.data(), int(key.size()), text.data(), text.size(), out.data(), &size))
        throw std::runtime_error("HMAC-SHA-1 does not work");
    return out;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                           c == '-' || c == '_' || c == '~';
        if (plain) out += c;
        else out += fmt::format("%{:02X}", unsigned(static_cast<unsigned char>(c)));
    }
    return out;
}

} // namespace

std::string base32(Bytes bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (auto const byte : bytes) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) out += alphabet[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) out += alphabet[buffer << (5 - bits) & 31];
    return out;
}

// RFC 4226 §5.3: four bytes of the HMAC, at the place its last half byte says.
std::string totp_code(Bytes secret, std::int64_t step) {
    std::array<unsigned char, 8> counter;
    for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(std::uint64_t(step) >> (56 - 8 * i));
    auto const mac = hmac_sha1(secret, counter);
    std::size_t const at = mac.back() & 15;
    auto const number = std::uint32_t(mac[at] & 0x7f) << 24 | std::uint32_t(mac[at + 1]) << 16 |
                        std::uint32_t(mac[at + 2]) << 8 | std::uint32_t(mac[at + 3]);
    return fmt::format("{:06}", number % modulus);
}

std::optional<std::int64_t> totp_step(Bytes secret, std::string_view code, Timestamp now, std::int64_t after) {
    auto const current = now.us / microseconds_per_second / step_s;
    std::optional<std::int64_t> found;
    for (auto step = current - steps_apart; step <= current + steps_apart; ++step) {
        auto const right = totp_code(secret, step);
        if (equal_in_constant_time(bytes_of(right), bytes_of(code)) && step > after && !found) found = step;
    }
    return found;
}

std::string totp_uri(Bytes secret, std::string_view login) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period={3}", issuer,
                       percent_encoded(login), base32(secret), step_s);
}

std::string new_recovery_code() {
    auto code = base32(random_bytes<10>());
    for (std::size_t const at : {12, 8, 4}) code.insert(at, 1, '-');
    return code;
}

std::string normal_recovery_code(std::string_view code) {
    std::string normal;
    for (char const c : code)
        if (c != '-' && c != ' ') normal += c >= 'a' && c <= 'z' ? char(c - ('a' - 'A')) : c;
    return normal;
}

} // namespace baton
