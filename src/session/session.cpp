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

} // namespace baton
