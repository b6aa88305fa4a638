#include "vault/cipher.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

Secret counted() {
    std::array<unsigned char, 32> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>(i);
    return Secret(bytes);
}

TEST(Cipher, OpensWhatItSealed) {
    auto const key = Secret::random();
    for (std::size_t const length : {0, 1, 15, 16, 17, 1000, 100'000}) {
        std::string const plain(length, 'x');
        EXPECT_EQ(unseal(key, bytes_of("field"), seal(key, bytes_of("field"), bytes_of(plain))), plain);
    }
}

TEST(Cipher, SealsTheSameTwiceDifferently) {
    auto const key = Secret::random();
    EXPECT_NE(seal(key, {}, bytes_of("13812345678")), seal(key, {}, bytes_of("13812345678")));
}

TEST(Cipher, RefusesEveryChangedBit) {
    auto const key = Secret::random();
    auto const sealed = seal(key, bytes_of("field"), bytes_of("13812345678"));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] ^= static_cast<unsigned char>(1 << bit % 8);
        EXPECT_FALSE(unseal(key, bytes_of("field"), changed)) << "bit " << bit;
    }
}

TEST(Cipher, RefusesWhatWasCut) {
    auto const key = Secret::random();
    auto const sealed = seal(key, {}, bytes_of("13812345678"));
    for (std::size_t length = 0; length < sealed.size(); ++length)
        EXPECT_FALSE(unseal(key, {}, Bytes(sealed).first(length))) << length;
}

TEST(Cipher, RefusesAnotherKeyAndOtherAssociatedData) {
    auto const key = Secret::random();
    auto const sealed = seal(key, bytes_of("a"), bytes_of("plain"));
    EXPECT_FALSE(unseal(Secret::random(), bytes_of("a"), sealed));
    EXPECT_FALSE(unseal(key, bytes_of("b"), sealed));
    EXPECT_FALSE(unseal(key, {}, sealed));
}

TEST(Cipher, HmacIsThatOfRfc4231) {
    EXPECT_EQ(hex(hmac_sha256(bytes_of("Jefe"), {bytes_of("what do ya want "), bytes_of("for nothing?")})),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 5869, test case 1: its pseudorandom key, its info; the first 32 bytes of its output.
TEST(Cipher, DerivationIsHkdfExpand) {
    Secret const key(*from_hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
    auto const info = *from_hex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(hex(derive(key, text_of(info)).bytes()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

TEST(Cipher, EachPurposeHasAKeyOfItsOwn) {
    auto const key = counted();
    EXPECT_EQ(hex(derive(key, "a").bytes()), hex(derive(counted(), "a").bytes()));
    EXPECT_NE(hex(derive(key, "a").bytes()), hex(derive(key, "b").bytes()));
}

} // namespace
} // namespace baton
