#include "http/message.h"

#include <algorithm>

namespace baton::http {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }

} // namespace

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view find_header(std::vector<Header> const& headers, std::string_view name) {
    auto const it = std::ranges::find_if(headers, [&](Header const& h) { return same_name(h.name, name); });
    return it == headers.end() ? std::string_view() : std::string_view(it->value);
}

std::string_view Request::header(std::string_view name) const { return find_header(headers, name); }

} // namespace baton::http
