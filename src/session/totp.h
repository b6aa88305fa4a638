// One-time passwords by time (RFC 6238 with SHA-1, 30 seconds, 6 digits: what authenticator apps have), and the
// recovery codes that stand in for a lost phone. Pure but for the random numbers.
#pragma once
#include "base/hash.h"
#include "base/time.h"

namespace baton {

inline constexpr int recovery_codes_given = 10;

std::string base32(Bytes); // RFC 4648 §6, without padding
// What the app shows in this step of 30 seconds since 1970.
std::string totp_code(Bytes secret, std::int64_t step);
// The step a code belongs to: the one now, the one before or the one after, and later than `after`, so that a code is
// accepted once. Absent when there is none.
std::optional<std::int64_t> totp_step(Bytes secret, std::string_view code, Timestamp now, std::int64_t after);
// What authenticator apps read, as a link or from a QR code.
std::string totp_uri(Bytes secret, std::string_view login);

// "ABCD-EFGH-IJKL-MNOP": 80 random bits.
std::string new_recovery_code();
// As recovery codes are compared: upper case, without spaces and dashes.
std::string normal_recovery_code(std::string_view);

} // namespace baton
