#include "base/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <ranges>

namespace baton {
namespace {

constexpr int v4_bits = 96; // of the 128, before an IPv4 address
constexpr std::array<unsigned char, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

unsigned char mask_of_byte(int bits) {
    return static_cast<unsigned char>(bits >= 8 ? 0xff : bits <= 0 ? 0 : 0xff << (8 - bits));
}

Address masked(Address address, int bits) {
    for (int i = 0; i < 16; ++i) address.bytes[std::size_t(i)] &= mask_of_byte(bits - 8 * i);
    return address;
}

} // namespace

bool Address::is_v4() const { return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin()); }

std::optional<Address> parse_address(std::string_view text) {
    std::string const plain(text.substr(0, text.find('%')));
    if (plain.find('\0') != std::string::npos) return std::nullopt;
    Address address;
    if (::inet_pton(AF_INET6, plain.c_str(), address.bytes.data()) == 1) return address;
    std::ranges::copy(v4_prefix, address.bytes.begin());
    if (::inet_pton(AF_INET, plain.c_str(), address.bytes.data() + v4_prefix.size()) == 1) return address;
    return std::nullopt;
}

std::string to_text(Address const& address) {
    char text[INET6_ADDRSTRLEN];
    auto const v4 = address.is_v4();
    ::inet_ntop(v4 ? AF_INET : AF_INET6, address.bytes.data() + (v4 ? v4_prefix.size() : 0), text, sizeof text);
    return text;
}

bool AddressRange::contains(Address const& address) const {
    return address.is_v4() == first.is_v4() && masked(address, bits) == first;
}

std::optional<AddressRange> parse_range(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = parse_address(text.substr(0, slash));
    if (!address || text.substr(0, slash).find('%') != std::string_view::npos) return std::nullopt;
    AddressRange range{*address, 128};
    if (slash == std::string_view::npos) return range;
    auto const digits = text.substr(slash + 1);
    int const before = address->is_v4() ? v4_bits : 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), range.bits);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
    if (range.bits > 128 - before) return std::nullopt;
    range.bits += before;
    if (masked(*address, range.bits) != *address) return std::nullopt;
    return range;
}

bool any_contains(std::vector<AddressRange> const& ranges, Address const& address) {
    return std::ranges::any_of(ranges, [&](auto const& range) { return range.contains(address); });
}

std::string network_of(std::string_view text) {
    auto const address = parse_address(text);
    if (!address) return std::string(text);
    return to_text(address->is_v4() ? *address : masked(*address, 64));
}

} // namespace baton
