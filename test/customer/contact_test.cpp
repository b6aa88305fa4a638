#include "customer/customer.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(Contact, OnePhoneHoweverItIsWritten) {
    for (auto const* written : {"13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000",
                                "0086-13800138000", "(+86)13800138000", "１３８００１３８０００", "＋86 13800138000"})
        EXPECT_EQ(normal_phone(written), "8613800138000") << written;
    EXPECT_EQ(normal_phone("010-8888 6666"), "01088886666");
    EXPECT_EQ(normal_phone("+1 (212) 555-0100"), "12125550100");
    EXPECT_EQ(normal_phone("12345"), "12345");
    for (auto const* wrong : {"", "12", "phone", "138001380001380013800", "1380013800x", "--"})
        EXPECT_EQ(normal_phone(wrong), std::nullopt) << wrong;
}

TEST(Contact, OneMailAddressHoweverItIsWritten) {
    EXPECT_EQ(normal_email(" Wang.Fang@Example.COM "), "wang.fang@example.com");
    EXPECT_EQ(normal_email("王芳@例子.公司"), "王芳@例子.公司");
    for (auto const* wrong : {"", "@", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b,c@d", "a@b\r\nBcc: x"})
        EXPECT_EQ(normal_email(wrong), std::nullopt) << wrong;
}

} // namespace
} // namespace baton
