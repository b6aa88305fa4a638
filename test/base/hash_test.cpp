#include "base/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace baton {
namespace {

TEST(Hash, KnownAnswers) { // FIPS 180-4 examples
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Hash, PiecesHashLikeTheWhole) {
    std::string const text(1000, 'x');
    for (std::size_t cut : {0, 1, 63, 64, 65, 999, 1000}) {
        Sha256 pieces;
        pieces.update(std::string_view(text).substr(0, cut)).update(std::string_view(text).substr(cut));
        EXPECT_EQ(pieces.finish(), sha256(text)) << cut;
        EXPECT_EQ(sha256({bytes_of(text).first(cut), bytes_of(text).subspan(cut)}), sha256(text)) << cut;
    }
}

TEST(Hash, RandomBytesDiffer) {
    std::set<std::array<unsigned char, 16>> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(random_bytes<16>());
    EXPECT_EQ(seen.size(), 1000u);
}

TEST(Hash, ConstantTimeEqualityAgreesWithEquality) {
    EXPECT_TRUE(equal_in_constant_time(bytes_of("secret"), bytes_of("secret")));
    EXPECT_FALSE(equal_in_constant_time(bytes_of("secret"), bytes_of("secreT")));
    EXPECT_FALSE(equal_in_constant_time(bytes_of("secret"), bytes_of("secret2")));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
}

TEST(Hash, HexBothWays) {
    std::array<unsigned char, 3> const bytes{0x00, 0xAB, 0xff};
    EXPECT_EQ(hex(bytes), "00abff");
    EXPECT_EQ(from_hex("00ABff"), (std::vector<unsigned char>{0x00, 0xab, 0xff}));
    EXPECT_EQ(from_hex(""), std::vector<unsigned char>{});
    for (char const* wrong : {"0", "0g", "00 ", "zz", "001"}) EXPECT_EQ(from_hex(wrong), std::nullopt) << wrong;
}

TEST(Hash, Base64urlKnownAnswersAndRefusals) { // RFC 4648 §10
    EXPECT_EQ(base64url(bytes_of("")), "");
    EXPECT_EQ(base64url(bytes_of("f")), "Zg");
    EXPECT_EQ(base64url(bytes_of("fo")), "Zm8");
    EXPECT_EQ(base64url(bytes_of("foobar")), "Zm9vYmFy");
    EXPECT_EQ(base64url(bytes_of("\xfb\xff")), "-_8");
    EXPECT_EQ(from_base64url("-_8"), (std::vector<unsigned char>{0xfb, 0xff}));
    for (char const* wrong : {"Zg==", "+/8", "Z", "Zm9vYmFy ", "Zh"})
        EXPECT_EQ(from_base64url(wrong), std::nullopt) << wrong;
}

TEST(Hash, EveryLengthSurvivesTheRoundTrip) {
    for (std::size_t length = 0; length < 200; ++length) {
        std::vector<unsigned char> bytes(length);
        fill_random(bytes);
        EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
        EXPECT_EQ(from_hex(hex(bytes)), bytes);
    }
}

} // namespace
} // namespace baton
