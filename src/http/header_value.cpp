#include "http/header_value.h"

#include "base/text.h"
#include "http/message.h"
#include "http/scan.h"
#include <algorithm>

namespace baton::http {

namespace {

constexpr std::size_t max_parameters = 20;

// Reads the rest of a quoted string. Browsers send the backslashes of Windows paths as they are, so one is an escape
// only before a quote or another backslash.
std::optional<std::string> take_quoted(std::string_view& rest) {
    std::string out;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return out;
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
        out += rest[i];
    }
    return std::nullopt;
}

std::optional<std::string> take_parameter_value(std::string_view& rest) {
    rest = rest.substr(std::min(rest.size(), rest.find_first_not_of(" \t")));
    if (!rest.starts_with('"')) return std::string(take_until(rest, ';'));
    rest.remove_prefix(1);
    auto value = take_quoted(rest);
    if (!value || !take_until(rest, ';').empty()) return std::nullopt;
    return value;
}

} // namespace

std::optional<std::string_view> HeaderValue::parameter(std::string_view name) const {
    auto const it = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
    return it == parameters.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

std::optional<HeaderValue> parse_header_value(std::string_view rest) {
    HeaderValue out;
    out.value = lower_case(take_until(rest, ';'));
    if (out.value.empty()) return std::nullopt;
    while (!trim(rest).empty()) {
        auto const semicolon = rest.find(';'), equals = rest.find('=');
        if (equals == std::string_view::npos) break; // ";;" and names without a value say nothing
        if (semicolon < equals) {
            take_until(rest, ';');
            continue;
        }
        auto name = lower_case(take_until(rest, '='));
        auto value = take_parameter_value(rest);
        if (!is_token(name) || !value || out.parameters.size() == max_parameters) return std::nullopt;
        if (!out.parameter(name)) out.parameters.emplace_back(std::move(name), std::move(*value));
    }
    return out;
}

std::optional<std::string> decode_extended(std::string_view rest) {
    auto const charset = take_until(rest, '\'');
    take_until(rest, '\''); // the language
    if (!same_name(charset, "utf-8")) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] != '%') {
            out += rest[i];
            continue;
        }
        auto const high = i + 2 < rest.size() ? hex_value(rest[i + 1]) : -1;
        auto const low = i + 2 < rest.size() ? hex_value(rest[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        out += char(high * 16 + low);
        i += 2;
    }
    return is_utf8(out) ? std::optional(out) : std::nullopt;
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        auto pair = take_until(header, ';');
        if (pair.find('=') == std::string_view::npos) continue;
        if (take_until(pair, '=') != name) continue;
        auto value = trim(pair);
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

} // namespace baton::http
