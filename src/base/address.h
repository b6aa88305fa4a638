// IP addresses and ranges of them, such as "203.0.113.7", "2001:db8::1" and "10.0.0.0/8" (RFC 4291, RFC 4632).
// Values. An IPv4 address written inside IPv6 (::ffff:203.0.113.7) is the IPv4 address.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton {

struct Address {
    std::array<unsigned char, 16> bytes{}; // IPv4 in the last four, after ::ffff
    bool operator==(Address const&) const = default;
    bool is_v4() const;
};

// A zone ("fe80::1%eth0") is left out; a port is refused.
std::optional<Address> parse_address(std::string_view);
std::string to_text(Address const&);

struct AddressRange {
    Address first;
    int bits = 128; // of the 128
    bool contains(Address const&) const;
};

// "10.0.0.0/8", or one address. Refuses bits set behind the prefix: they are mistakes.
std::optional<AddressRange> parse_range(std::string_view);
bool any_contains(std::vector<AddressRange> const&, Address const&);

// What one subscriber has, to count by: an IPv4 address as it is, an IPv6 one as its /64. What is no address stays.
std::string network_of(std::string_view address);

} // namespace baton
