#include "http/forwarded.h"

#include <gtest/gtest.h>

namespace baton::http {
namespace {

std::vector<AddressRange> const trusted{parse_range("10.0.0.0/8").value(), parse_range("2001:db8::/32").value()};

Request from(std::string peer, std::vector<Header> headers) {
    Request request;
    request.remote_address = std::move(peer);
    request.headers = std::move(headers);
    apply_forwarded(request, trusted);
    return request;
}

std::string client_of(std::string peer, std::string forwarded) {
    return from(std::move(peer), {{"X-Forwarded-For", std::move(forwarded)}}).remote_address;
}

TEST(Forwarded, IsIgnoredFromStrangers) {
    auto const request = from("203.0.113.7", {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}});
    EXPECT_EQ(request.remote_address, "203.0.113.7");
    EXPECT_FALSE(request.secure);
}

TEST(Forwarded, TheRightmostThatIsNotTrustedIsTheClient) {
    EXPECT_EQ(client_of("10.0.0.1", "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client_of("10.0.0.1", "198.51.100.9, 192.0.2.1"), "192.0.2.1") << "what is left of it is invented";
    EXPECT_EQ(client_of("10.0.0.1", "198.51.100.9, 192.0.2.1 , 10.0.0.2,10.0.0.3"), "192.0.2.1");
    EXPECT_EQ(client_of("2001:db8::5", "2a00::1"), "2a00::1");
    EXPECT_EQ(client_of("::ffff:10.0.0.1", "::ffff:192.0.2.1"), "192.0.2.1");
}

TEST(Forwarded, HeadersOfOneNameAreOneList) {
    auto const request = from("10.0.0.1", {{"x-forwarded-for", "198.51.100.9"}, {"X-Forwarded-For", "192.0.2.1"}});
    EXPECT_EQ(request.remote_address, "192.0.2.1");
}

TEST(Forwarded, PortsAreLeftOut) {
    EXPECT_EQ(client_of("10.0.0.1", "192.0.2.1:4711"), "192.0.2.1");
    EXPECT_EQ(client_of("10.0.0.1", "[2a00::1]:4711"), "2a00::1");
}

TEST(Forwarded, NonsenseEndsTheSearch) {
    for (auto const nonsense : {"", " ", "unknown", "198.51.100.9, _hidden", "198.51.100.9,", "[", "[]:1"})
        EXPECT_EQ(client_of("10.0.0.1", nonsense), "10.0.0.1") << nonsense;
    EXPECT_EQ(client_of("10.0.0.1", "198.51.100.9, oops, 10.0.0.2"), "10.0.0.2");
    EXPECT_EQ(client_of("10.0.0.1", "10.0.0.2, 10.0.0.3"), "10.0.0.2") << "all trusted: the farthest";
}

TEST(Forwarded, TheProxySaysWhetherItWasTls) {
    EXPECT_TRUE(from("10.0.0.1", {{"X-Forwarded-Proto", "https"}}).secure);
    EXPECT_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "http"}}).secure);
    EXPECT_FALSE(from("10.0.0.1", {{"X-Forwarded-Proto", "https, http"}}).secure) << "the nearest proxy counts";
    EXPECT_FALSE(from("10.0.0.1", {}).secure);
}

} // namespace
} // namespace baton::http
