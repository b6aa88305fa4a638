// The second factor of a person: started with a secret, in force once a code from the app has confirmed it. The secret
// is stored encrypted, recovery codes as hashes. Each use case runs inside the caller's unit of work.
#pragma once
#include "db/tx.h"
#include "user/user.h"

namespace baton {

struct TotpStart {
    std::string secret; // base32, to be typed
    std::string uri;    // otpauth://, to be opened or shown as a QR code
};
DESCRIBE(TotpStart, (), (secret, uri));

struct TotpState {
    bool enabled = false;
    std::optional<Timestamp> since;
    std::int64_t recovery_codes_left = 0;
};
DESCRIBE(TotpState, (), (enabled, since, recovery_codes_left));

TotpState totp_of(Tx&, UserId);
// Throws Error::conflict when one is in force already.
TotpStart start_totp(Tx&, Actor const&);
// Returns the recovery codes, readable this once. Throws Error::invalid for a wrong code, conflict when none was
// started.
std::vector<std::string> confirm_totp(Tx&, Actor const&, std::string const& code, Timestamp now);
// A code of the app or a recovery code; it is spent. True also when the person has no second factor.
bool spend_code(Tx&, UserId, std::string const& code, Timestamp now);
// Of himself (who has shown that he knows password and code) or of someone in his charge.
void end_totp(Tx&, Actor const&, UserId, Timestamp now);

} // namespace baton
