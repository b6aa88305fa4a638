#include "session/totp.h"

#include <gtest/gtest.h>

namespace baton {
namespace {

std::string const rfc_secret = "12345678901234567890";
Bytes const secret = bytes_of(rfc_secret);

Timestamp at(std::int64_t seconds) { return after_seconds({}, seconds); }

// RFC 6238, appendix B, the last six of its eight digits.
TEST(Totp, TheVectorsOfTheStandard) {
    for (auto const& [seconds, code] :
         std::initializer_list<std::pair<std::int64_t, char const*>>{{59, "287082"},
                                                                     {1111111109, "081804"},
                                                                     {1111111111, "050471"},
                                                                     {1234567890, "005924"},
                                                                     {2000000000, "279037"},
                                                                     {20000000000, "353130"}})
        EXPECT_EQ(totp_code(secret, seconds / 30), code) << seconds;
}

TEST(Totp, OneStepEarlyOrLateWillDo) {
    auto const now = at(1111111111);
    std::int64_t const step = 1111111111 / 30;
    for (auto const off : {-1, 0, 1}) EXPECT_EQ(totp_step(secret, totp_code(secret, step + off), now, 0), step + off);
    for (auto const off : {-2, 2}) EXPECT_FALSE(totp_step(secret, totp_code(secret, step + off), now, 0));
}

TEST(Totp, ACodeIsAcceptedOnce) {
    auto const now = at(1111111111);
    std::int64_t const step = 1111111111 / 30;
    auto const code = totp_code(secret, step);
    EXPECT_TRUE(totp_step(secret, code, now, step - 1));
    EXPECT_FALSE(totp_step(secret, code, now, step));
    EXPECT_FALSE(totp_step(secret, totp_code(secret, step - 1), now, step)) << "nor an older one after it";
    EXPECT_TRUE(totp_step(secret, totp_code(secret, step + 1), now, step));
}

TEST(Totp, NonsenseIsNoCode) {
    for (auto const wrong : {"", "0", "05047", "0504711", "abcdef", "050472"})
        EXPECT_FALSE(totp_step(secret, wrong, at(1111111111), 0)) << wrong;
}

// RFC 4648 §10.
TEST(Totp, Base32) {
    for (auto const& [plain, text] : std::initializer_list<std::pair<std::string_view, char const*>>{
             {"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"foobar", "MZXW6YTBOI"}})
        EXPECT_EQ(base32(bytes_of(plain)), text);
}

TEST(Totp, TheLinkForTheApp) {
    EXPECT_EQ(totp_uri(secret, "li lei@x"), "otpauth://totp/Baton:li%20lei%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                            "&issuer=Baton&algorithm=SHA1&digits=6&period=30");
}

TEST(Totp, RecoveryCodesAreComparedAsPeopleTypeThem) {
    auto const code = new_recovery_code();
    EXPECT_EQ(code.size(), 19u);
    EXPECT_NE(code, new_recovery_code());
    EXPECT_EQ(normal_recovery_code("abcd efgh-IJKL 2345"), "ABCDEFGHIJKL2345");
    EXPECT_EQ(normal_recovery_code(code).size(), 16u);
}

} // namespace
} // namespace baton
