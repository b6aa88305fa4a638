#include "http/forwarded.h"

namespace baton::http {
namespace {

std::string_view trimmed(std::string_view s) {
    auto const first = s.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(" \t") - first + 1);
}

// The last item of a list with commas, taken off it.
std::string_view take_last(std::string_view& list) {
    auto const comma = list.rfind(',');
    auto const item = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
    return trimmed(item);
}

// Some proxies write the port too: "203.0.113.7:4711", "[2001:db8::1]:4711".
std::optional<Address> address_in(std::string_view item) {
    if (item.starts_with('[')) return parse_address(item.substr(1, item.find(']') - 1));
    if (auto const address = parse_address(item)) return address;
    auto const colon = item.find(':');
    return colon == item.rfind(':') ? parse_address(item.substr(0, colon)) : std::nullopt;
}

std::string joined(Request const& request, std::string_view name) {
    std::string all;
    for (auto const& header : request.headers)
        if (same_name(header.name, name)) (all += all.empty() ? "" : ",") += header.value;
    return all;
}

} // namespace

void apply_forwarded(Request& request, std::vector<AddressRange> const& trusted) {
    auto peer = parse_address(request.remote_address);
    if (!peer || !any_contains(trusted, *peer)) return;
    auto const forwarded = joined(request, "X-Forwarded-For");
    for (std::string_view rest = forwarded; !rest.empty() && any_contains(trusted, *peer);) {
        auto const next = address_in(take_last(rest));
        if (!next) break;
        peer = next;
    }
    request.remote_address = to_text(*peer);
    auto const protocols = joined(request, "X-Forwarded-Proto");
    std::string_view list = protocols;
    if (auto const protocol = take_last(list); !protocol.empty()) request.secure = same_name(protocol, "https");
}

} // namespace baton::http
