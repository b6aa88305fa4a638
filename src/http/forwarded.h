// Who really asks when a reverse proxy stands in between: X-Forwarded-For and X-Forwarded-Proto, believed only when
// the proxy is one of those we were told to trust. Pure.
#pragma once
#include "base/address.h"
#include "http/message.h"

namespace baton::http {

// REQUIRES: remote_address is the peer of the connection. When that is trusted, it becomes the rightmost address in
// X-Forwarded-For that is not, and `secure` becomes what the proxy says. Everything left of that address could be
// invented by the client and is not looked at.
void apply_forwarded(Request&, std::vector<AddressRange> const& trusted);

} // namespace baton::http
