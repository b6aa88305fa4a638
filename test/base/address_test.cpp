#include "base/address.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

bool inside(std::string_view range, std::string_view address) {
    return parse_range(range).value().contains(parse_address(address).value());
}

TEST(Address, Reads) {
    EXPECT_EQ(to_text(parse_address("203.0.113.7").value()), "203.0.113.7");
    EXPECT_EQ(to_text(parse_address("2001:DB8:0::1").value()), "2001:db8::1");
    EXPECT_EQ(to_text(parse_address("::ffff:203.0.113.7").value()), "203.0.113.7");
    EXPECT_EQ(to_text(parse_address("fe80::1%eth0").value()), "fe80::1");
    for (auto const wrong : {"", "203.0.113", "203.0.113.256", "203.0.113.7:80", "2001:db8", "localhost", "[::1]", "1"})
        EXPECT_FALSE(parse_address(wrong)) << wrong;
    EXPECT_FALSE(parse_address(std::string_view("1.2.3.4\0x", 9)));
}

TEST(Address, RangesContain) {
    EXPECT_TRUE(inside("10.0.0.0/8", "10.255.0.1"));
    EXPECT_FALSE(inside("10.0.0.0/8", "11.0.0.1"));
    EXPECT_TRUE(inside("10.0.0.0/8", "::ffff:10.1.2.3"));
    EXPECT_TRUE(inside("203.0.113.7", "203.0.113.7"));
    EXPECT_FALSE(inside("203.0.113.7", "203.0.113.8"));
    EXPECT_TRUE(inside("203.0.113.128/25", "203.0.113.200"));
    EXPECT_FALSE(inside("203.0.113.128/25", "203.0.113.100"));
    EXPECT_TRUE(inside("2001:db8::/33", "2001:db8:7fff::1"));
    EXPECT_FALSE(inside("2001:db8::/33", "2001:db8:8000::1"));
    EXPECT_TRUE(inside("0.0.0.0/0", "203.0.113.7"));
    EXPECT_FALSE(inside("0.0.0.0/0", "2001:db8::1"));
    EXPECT_FALSE(inside("::/0", "203.0.113.7"));
}

TEST(Address, RangesThatAreMistakes) {
    for (auto const wrong : {"", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.1/8", "2001:db8::/129",
                             "2001:db8::1/64", "10.0.0.0/8/8", "10.0.0.0/ 8", "fe80::%1/64", "/8"})
        EXPECT_FALSE(parse_range(wrong)) << wrong;
}

TEST(Address, NetworksAreWhatOneSubscriberHas) {
    EXPECT_EQ(network_of("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(network_of("2001:db8:1:2:3::4"), "2001:db8:1:2::");
    EXPECT_EQ(network_of("2001:db8:1:2:ffff::"), network_of("2001:db8:1:2::1"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_EQ(network_of("unknown"), "unknown");
}

} // namespace
} // namespace baton
