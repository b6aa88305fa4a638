#include "session/session.h"

namespace baton {

std::optional<TenantId> tenant_of_secret(std::string_view secret) {
    if (!secret.starts_with(session_prefix) && !secret.starts_with(token_prefix)) return std::nullopt;
    secret.remove_prefix(session_prefix.size());
    auto const point = secret.find('.');
    if (point == std::string_view::npos) return default_tenant;
    auto const id = parse_id(secret.substr(0, point));
    return id ? std::optional(TenantId{*id}) : std::nullopt;
}

bool is_allowed_from(std::vector<std::string> const& ranges, std::string_view text) {
    if (ranges.empty()) return true;
    auto const address = parse_address(text);
    return address && std::ranges::any_of(ranges, [&](auto const& range_text) {
               auto const range = parse_range(range_text);
               return range && range->contains(*address);
           });
}

void check_ranges(std::vector<Text<1, 100>> const& ranges, std::string const& field, Problems& problems) {
    if (ranges.size() > most_ranges) problems.add(field, "must have at most 100 entries");
    for (std::size_t i = 0; i < ranges.size(); ++i)
        if (!parse_range(ranges[i]))
            problems.add(field + "[" + std::to_string(i) + "]",
                         "is not an address or a range such as 203.0.113.0/24 or 2001:db8::/32");
}

} // namespace baton
