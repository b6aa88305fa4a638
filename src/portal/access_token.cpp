#include "portal/access_token.h"

#include "base/hash.h"

#include <fmt/format.h>
#include <vector>

namespace baton {
namespace {

constexpr std::size_t longest_token = 200;

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const point = text.find('.');
        parts.push_back(text.substr(0, point));
        if (point == std::string_view::npos) return parts;
        text.remove_prefix(point + 1);
    }
}

std::string sign(Tx& tx, std::string_view what, std::string_view text) {
    return tx.vault().blind_index(tx.tenant(), what, text);
}

std::string text_of_token(AccessToken const& t) {
    return fmt::format("{}.{}.{}", t.tenant.value, t.ticket.value, t.expires_s);
}

bool is_same(std::string_view a, std::string_view b) { return equal_in_constant_time(bytes_of(a), bytes_of(b)); }

} // namespace

std::optional<AccessToken> parse_access_token(std::string_view token) {
    if (!token.starts_with(access_prefix) || token.size() > longest_token) return std::nullopt;
    auto const parts = parts_of(token.substr(access_prefix.size()));
    if (parts.size() != 4) return std::nullopt;
    auto const tenant = parse_id(parts[0]), ticket = parse_id(parts[1]), expires = parse_id(parts[2]);
    if (!tenant || !ticket || !expires) return std::nullopt;
    return AccessToken{TenantId{*tenant}, TicketId{*ticket}, *expires, std::string(parts[3])};
}

std::string new_access_token(Tx& tx, TicketId ticket, std::int64_t lifetime_s, Timestamp now) {
    auto const expires_s = now.us / microseconds_per_second + lifetime_s;
    auto const text = text_of_token({tx.tenant(), ticket, expires_s, {}});
    return fmt::format("{}{}.{}", access_prefix, text, sign(tx, "portal.access", text));
}

std::string false_access_token(Tx& tx, Timestamp now) {
    auto const text = text_of_token(
        {tx.tenant(), tx.next_id<TicketId>(now), now.us / microseconds_per_second + receipt_lifetime_s, {}});
    return fmt::format("{}{}.{}", access_prefix, text, base64url(random_bytes<32>()));
}

std::optional<TicketId> opened_by(Tx& tx, std::string_view token, Timestamp now) {
    auto const parts = parse_access_token(token);
    if (!parts || parts->tenant != tx.tenant()) return std::nullopt;
    if (!is_same(sign(tx, "portal.access", text_of_token(*parts)), parts->signature)) return std::nullopt;
    if (parts->expires_s <= now.us / microseconds_per_second) return std::nullopt;
    return parts->ticket;
}

std::string upload_name(Tx& tx, std::int64_t attachment) {
    auto const id = std::to_string(attachment);
    return fmt::format("{}.{}", id, sign(tx, "portal.upload", id));
}

std::optional<std::int64_t> attachment_of(Tx& tx, std::string_view name) {
    auto const parts = parts_of(name);
    auto const id = parse_id(parts[0]);
    if (parts.size() != 2 || !id || !is_same(sign(tx, "portal.upload", parts[0]), parts[1])) return std::nullopt;
    return id;
}

} // namespace baton
