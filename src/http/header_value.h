// Header values with parameters, such as Content-Type and Content-Disposition (RFC 9110 §5.6.6). Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baton::http {

struct HeaderValue {
    std::string value;                                           // lower case: "multipart/form-data"
    std::vector<std::pair<std::string, std::string>> parameters; // names lower case, quotes removed
    std::optional<std::string_view> parameter(std::string_view lower_case_name) const;
};

// Nothing when it cannot be read. A parameter named twice counts once, the first time.
std::optional<HeaderValue> parse_header_value(std::string_view);

// An extended parameter (RFC 8187), "UTF-8''%E5%9B%BE.png"; nothing when it is not valid UTF-8.
std::optional<std::string> decode_extended(std::string_view);

// The value of a cookie in a Cookie header (RFC 6265 §4.2); the first of that name.
std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

} // namespace baton::http
