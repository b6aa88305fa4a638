// Who sends, said to the push service by a signature (RFC 8292). Pure but for the randomness of signatures.
#pragma once
#include "base/time.h"
#include "push/p256.h"

#include <string>

namespace baton {

// For messages that one push service is asked to carry.
struct PushIdentity {
    std::string audience; // its origin
    std::string contact;  // mailto: or https:, for its operators
};

// The value of Authorization. Good for some hours from `now` on.
std::string vapid_authorization(P256Key const&, PushIdentity const&, Timestamp now);

} // namespace baton
