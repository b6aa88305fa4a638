#include "api/route.h"

#include "http/header_value.h"

namespace baton::api::detail {

json::value body_json(http::Request const& request) {
    auto const type = http::parse_header_value(request.header("content-type"));
    if (!type || (type->value != "application/json" && type->value != "application/merge-patch+json"))
        throw Error(ErrorCode::unsupported_type, "The body must be application/json.");
    auto body = parse_json(request.body);
    if (!body.is_object()) throw Error(ErrorCode::invalid, "", "The body must be a JSON object.");
    return body;
}

bool put_below(json::object& o, std::string_view name, std::string_view key, std::string const& text) {
    auto& below = o.emplace(name, json::object()).first->value().as_object();
    auto& list = below.emplace(key.substr(name.size() + 1), json::array()).first->value().as_array();
    list.push_back(json::value(text));
    return true;
}

// If-Match: "7" and "version": 7 mean the same; both may be given when they agree.
std::int64_t expected_version(http::Request const& request, json::object& changes, Problems& problems) {
    std::optional<std::int64_t> version;
    if (auto const* given = changes.if_contains("version")) {
        from_json(*given, version.emplace(), "version", Reading::whole, problems);
        changes.erase("version");
    }
    auto match = request.header("if-match");
    if (match.empty() && !version)
        throw Error(ErrorCode::version_required, "Say which version you changed: If-Match or \"version\".");
    if (match.empty()) return *version;
    if (match.starts_with("W/")) match.remove_prefix(2);
    if (match.size() >= 2 && match.front() == '"' && match.back() == '"') match = match.substr(1, match.size() - 2);
    auto const number = parse_id(match);
    if (!number || (version && version != number))
        problems.add("version", "If-Match must hold one version such as \"7\", the same as \"version\".");
    return number.value_or(0);
}

} // namespace baton::api::detail
