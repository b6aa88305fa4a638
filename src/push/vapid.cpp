#include "push/vapid.h"

#include "base/json.h"

namespace baton {
namespace {

constexpr std::int64_t good_for_s = 12 * 3600; // RFC 8292 §2: not more than 24 hours

std::string part_of_token(json::object const& o) { return base64url(bytes_of(json::serialize(o))); }

} // namespace

std::string vapid_authorization(P256Key const& key, PushIdentity const& who, Timestamp now) {
    auto const ends = after_seconds(now, good_for_s).us / microseconds_per_second;
    auto token = part_of_token({{"typ", "JWT"}, {"alg", "ES256"}}) + "." +
                 part_of_token({{"aud", who.audience}, {"exp", ends}, {"sub", who.contact}});
    token += "." + base64url(key.sign(token));
    return "vapid t=" + token + ", k=" + base64url(key.point());
}

} // namespace baton
