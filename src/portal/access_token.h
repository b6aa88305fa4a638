// What opens one ticket to its customer: "bc_<tenant>.<ticket>.<expiry>.<signature>", the expiry in seconds since 1970.
// The signature is an HMAC under a key of the tenant, so that nothing is stored and every node knows it again.
#pragma once
#include "db/tx.h"
#include "event/event.h"

namespace baton {

inline constexpr std::string_view access_prefix = "bc_";
inline constexpr std::int64_t receipt_lifetime_s = 365 * 86'400, lookup_lifetime_s = 15 * 60;

struct AccessToken {
    TenantId tenant{};
    TicketId ticket{};
    std::int64_t expires_s = 0;
    std::string signature;
};
// Its form only.
std::optional<AccessToken> parse_access_token(std::string_view);

std::string new_access_token(Tx&, TicketId, std::int64_t lifetime_s, Timestamp now);
// Looks like one, opens nothing.
std::string false_access_token(Tx&, Timestamp now);
// Which ticket it opens; absent when it is not ours, another tenant's or over.
std::optional<TicketId> opened_by(Tx&, std::string_view token, Timestamp now);

// The id of an upload as its sender alone knows it: "<id>.<signature>".
std::string upload_name(Tx&, std::int64_t attachment);
std::optional<std::int64_t> attachment_of(Tx&, std::string_view upload_name);

} // namespace baton
