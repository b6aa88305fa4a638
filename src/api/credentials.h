// Who a request says it is: a bearer token or the session cookie, and whether a page of ours sent it.
#pragma once
#include "http/message.h"
#include <optional>

namespace baton::api {

inline constexpr std::string_view session_cookie = "baton_session";

struct Credentials {
    std::string token;
    bool from_cookie = false;
};

// The bearer token when there is one, else the cookie.
std::optional<Credentials> credentials_of(http::Request const&);

// A page of this host caused the request. Throws Error::forbidden.
void require_own_origin(http::Request const&);
// A cookie travels with requests that other sites cause: unsafe methods must come from a page of
// this host that set X-Baton-Client. Throws Error::forbidden.
void require_own_page(http::Request const&);

// A Set-Cookie value; an empty token removes the cookie.
std::string session_cookie_value(std::string_view token, bool secure, std::int64_t max_age_s);

} // namespace baton::api
