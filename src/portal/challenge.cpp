#include "portal/challenge.h"

#include "base/hash.h"
#include "portal/store.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <fmt/format.h>

namespace baton {
namespace {

std::string sign(Tx& tx, std::string_view text) {
    return tx.vault().blind_index(tx.tenant(), "portal.challenge", text);
}

struct Salt {
    std::int64_t expires_s = 0;
    std::int64_t difficulty = 0;
};

// "<expiry>.<difficulty>.<random>.<signature>"
std::optional<Salt> open_salt(Tx& tx, std::string_view salt) {
    auto const end = salt.rfind('.');
    if (end == std::string_view::npos) return std::nullopt;
    auto const signature = sign(tx, salt.substr(0, end));
    if (!equal_in_constant_time(bytes_of(signature), bytes_of(salt.substr(end + 1)))) return std::nullopt;
    auto const first = salt.find('.'), second = salt.find('.', first + 1); // ours: they are there
    auto const expires = parse_id(salt.substr(0, first)),
               difficulty = parse_id(salt.substr(first + 1, second - first - 1));
    if (!expires || !difficulty) return std::nullopt;
    return Salt{*expires, *difficulty};
}

bool is_good(Tx& tx, Proof const& proof, Timestamp now) {
    auto const salt = open_salt(tx, proof.salt);
    if (!salt || salt->expires_s <= now.us / microseconds_per_second) return false;
    if (leading_zero_bits(proof.salt, proof.nonce) < salt->difficulty) return false;
    return use_proof(tx, proof.salt, Timestamp{salt->expires_s * microseconds_per_second});
}

} // namespace

int difficulty_after(int tickets) {
    auto const doubled = std::bit_width(unsigned(std::max(tickets, 1))) - 5; // from 32 tickets on
    return std::clamp(least_difficulty + int(doubled), least_difficulty, highest_difficulty);
}

int leading_zero_bits(std::string_view salt, std::string_view nonce) {
    int bits = 0;
    for (auto const byte : sha256({bytes_of(salt), bytes_of(nonce)})) {
        bits += std::countl_zero(byte);
        if (byte) break;
    }
    return bits;
}

Challenge new_challenge(Tx& tx, int difficulty, Timestamp now) {
    auto const expires = after_seconds(now, challenge_lifetime_s);
    auto const text =
        fmt::format("{}.{}.{}", expires.us / microseconds_per_second, difficulty, hex(random_bytes<16>()));
    return {"sha-256", fmt::format("{}.{}", text, sign(tx, text)), difficulty, expires};
}

void require_proof(Tx& tx, std::optional<Proof> const& proof, int difficulty, Timestamp now) {
    if (proof && is_good(tx, *proof, now)) return;
    Error error(ErrorCode::version_required,
                "Many tickets came from there: answer the challenge and send it as proof.");
    error.current = to_json(new_challenge(tx, difficulty, now)); // what makes of a 428 a challenge, see api/problem.cpp
    throw error;
}

} // namespace baton
