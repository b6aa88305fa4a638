// Proof of work: who opens suspiciously many tickets must first find a nonce for which SHA-256(salt + nonce) begins
// with `difficulty` zero bits. The challenge is signed under a key of the tenant and not stored; each is good for one
// ticket.
#pragma once
#include "portal/portal.h"

namespace baton {

inline constexpr int least_difficulty = 16, highest_difficulty = 22;
inline constexpr std::int64_t challenge_lifetime_s = 10 * 60;

struct Challenge {
    std::string algorithm = "sha-256";
    std::string salt; // text; the nonce is put behind it
    std::int64_t difficulty = 0;
    Timestamp expires_at{};
};
DESCRIBE(Challenge, (), (algorithm, salt, difficulty, expires_at));

// How much is asked of who opened so many tickets lately.
int difficulty_after(int tickets);
// In front of the hash of both texts, one after the other.
int leading_zero_bits(std::string_view salt, std::string_view nonce);

Challenge new_challenge(Tx&, int difficulty, Timestamp now);
// Throws Error::version_required (428) with a new challenge when there is no proof, or one that is wrong, over or was
// used before. A right one is used up with the unit.
void require_proof(Tx&, std::optional<Proof> const&, int difficulty, Timestamp now);

} // namespace baton
