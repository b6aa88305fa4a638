// The encryption and the signature of push messages, by what the standards give.
#include "push/message.h"
#include "push/vapid.h"

#include "base/json.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <openssl/evp.h>

namespace baton {
namespace {

std::vector<unsigned char> bytes_in(std::string_view text) { return from_base64url(text).value(); }

template <std::size_t N> std::array<unsigned char, N> array_in(std::string_view text) {
    std::array<unsigned char, N> array;
    auto const bytes = bytes_in(text);
    EXPECT_EQ(bytes.size(), N);
    std::ranges::copy_n(bytes.begin(), N, array.begin());
    return array;
}

// RFC 8291, Appendix A.
PushRecipient receiver() {
    return {bytes_in("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            bytes_in("BTBZMqHH6r4Tts7J_aSIgg")};
}
P256Key sender() {
    return {array_in<32>("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            array_in<65>("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")};
}

TEST(PushMessage, IsEncryptedAsTheStandardsExample) {
    auto const salt = array_in<16>("DGv6ra1nlYgDCS1FRnbzlw");
    auto const message = encrypt_push(receiver(), sender(), salt, "When I grow up, I want to be a watermelon", 1);
    EXPECT_EQ(
        base64url(bytes_of(message)),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3"
        "jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(PushMessage, ItsLengthSaysLittle) {
    constexpr std::size_t header = 16 + 4 + 1 + 65, tag = 16;
    auto const length = [](std::size_t plain) {
        return encrypt_push(receiver(), P256Key::generate(), random_bytes<16>(), std::string(plain, 'x'), 256).size();
    };
    EXPECT_EQ(length(0), header + 256 + tag);
    EXPECT_EQ(length(255), header + 256 + tag);
    EXPECT_EQ(length(256), header + 512 + tag);
    EXPECT_EQ(length(longest_push_content), header + 3'072 + tag);
    EXPECT_LE(length(longest_push_content), 4'096U);
}

TEST(PushMessage, OnlyPointsOfTheCurveAreTaken) {
    auto const good = receiver().point;
    EXPECT_TRUE(is_p256_point(good));
    auto off = good;
    off.back() ^= 1;
    auto compressed = good;
    compressed.resize(33);
    compressed[0] = 2;
    auto other_form = good;
    other_form[0] = 6;
    for (auto const& wrong :
         {off, compressed, other_form, std::vector<unsigned char>(), std::vector<unsigned char>(65)})
        EXPECT_FALSE(is_p256_point(wrong));
    EXPECT_THROW(encrypt_push({off, receiver().secret}, sender(), random_bytes<16>(), "x", 1), std::runtime_error);
}

TEST(PushMessage, TwoKeysAgreeWhicheverSideAsks) {
    auto const a = P256Key::generate(), b = P256Key::generate();
    EXPECT_EQ(a.agree(b.point()), b.agree(a.point()));
    P256Key const again(a.secret(), a.point());
    EXPECT_EQ(again.agree(b.point()), a.agree(b.point()));
}

std::vector<std::string> parts_of(std::string const& text, char separator) {
    std::vector<std::string> parts(1);
    for (auto const c : text) c == separator ? (void)parts.emplace_back() : parts.back().push_back(c);
    return parts;
}

// RFC 8292 §2 and §3; that the signature is right is seen by another program in test/api/push_test.py.
TEST(Vapid, SaysWhoSendsForHowLong) {
    auto const key = P256Key::generate();
    auto const now = from_rfc3339("2026-11-30T08:00:00Z").value();
    auto const words =
        parts_of(vapid_authorization(key, {"https://push.example.net", "mailto:it@example.com"}, now), ' ');
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(words[0], "vapid");
    EXPECT_EQ(words[2], "k=" + base64url(key.point()));
    ASSERT_TRUE(words[1].starts_with("t=") && words[1].ends_with(","));
    auto const token = parts_of(words[1].substr(2, words[1].size() - 3), '.');
    ASSERT_EQ(token.size(), 3U);
    auto const read = [&](std::size_t i) { return parse_json(text_of(bytes_in(token[i]))); };
    EXPECT_EQ(read(0), parse_json(R"({"typ": "JWT", "alg": "ES256"})"));
    EXPECT_EQ(read(1),
              parse_json(R"({"aud": "https://push.example.net", "exp": 1796068800, "sub": "mailto:it@example.com"})"));
    EXPECT_EQ(bytes_in(token[2]).size(), 64U);
}

} // namespace
} // namespace baton
