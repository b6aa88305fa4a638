#include "api/credentials.h"

#include "http/header_value.h"

#include <fmt/format.h>

namespace baton::api {
namespace {

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
}

} // namespace

std::optional<Credentials> credentials_of(http::Request const& request) {
    auto const authorization = request.header("authorization");
    if (authorization.starts_with("Bearer ")) return Credentials{std::string(trimmed(authorization.substr(7))), false};
    auto const token = http::find_cookie(request.header("cookie"), session_cookie);
    if (token && !token->empty()) return Credentials{std::string(*token), true};
    return std::nullopt;
}

void require_own_origin(http::Request const& request) {
    auto const origin = request.header("origin");
    auto const host = request.header("host");
    auto const scheme_end = origin.find("://");
    bool const own = scheme_end != std::string_view::npos && !host.empty() && origin.substr(scheme_end + 3) == host;
    if (!own)
        throw Error(ErrorCode::forbidden, "A request with the session cookie must come from a page of this host.");
}

void require_own_page(http::Request const& request) {
    require_own_origin(request);
    if (request.header("x-baton-client") != "1")
        throw Error(ErrorCode::forbidden, "A request with the session cookie must say X-Baton-Client: 1.");
}

std::string session_cookie_value(std::string_view token, bool secure, std::int64_t max_age_s) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}", session_cookie, token,
                       token.empty() ? 0 : max_age_s, secure ? "; Secure" : "");
}

} // namespace baton::api
