#include "base/unicode.h"
#include "customer/contact.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(Contact, OnePhoneHoweverItIsWritten) {
    for (auto const* written :
         {"13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "0086-13800138000", "(+86)13800138000",
          "１３８００１３８０００", "＋86 13800138000", "8613800138000", "（＋８６）１３８－００１３－８０００",
          "013800138000", "+86 (0)138 0013 8000", "tel:+86-138-0013-8000", "138–0013—8000", "138.0013.8000",
          "\u202A138\u00A00013\u30008000\u202C", "  13800138000\t"})
        EXPECT_EQ(normal_phone(written), "8613800138000") << written;
}

TEST(Contact, LandlinesCarryTheirAreaAndExtension) {
    for (auto const* written : {"010-8888 6666", "(010)88886666", "+86 10 8888 6666", "+86 (0)10 88886666",
                                "0086 10 88886666", "86 010 8888-6666", "０１０－８８８８６６６６"})
        EXPECT_EQ(normal_phone(written), "861088886666") << written;
    for (auto const* written :
         {"010-88886666-801", "010-88886666 转 801", "010-88886666转801", "010 8888 6666 ext. 801", "010-88886666x801",
          "01088886666#801", "+86 10 88886666;ext=801", "010-88886666分机801", "010-88886666 Extension: 801"})
        EXPECT_EQ(normal_phone(written), "861088886666x801") << written;
    EXPECT_EQ(normal_phone("0755-2345678"), "867552345678");
    EXPECT_EQ(normal_phone("0755-23456789"), "8675523456789");
    EXPECT_EQ(normal_phone("400-820-8820"), "864008208820");
    EXPECT_EQ(normal_phone("+86 400 820 8820"), "864008208820");
}

TEST(Contact, ForeignAndServiceNumbersStayWhatTheyAre) {
    EXPECT_EQ(normal_phone("+1 (212) 555-0100"), "12125550100");
    EXPECT_EQ(normal_phone("001-212-555-0100"), "12125550100");
    EXPECT_EQ(normal_phone("+44 (0)20 7946 0958"), "442079460958");
    EXPECT_EQ(normal_phone("+1 380 013 8000"), "13800138000"); // Ohio, not a mainland mobile
    EXPECT_NE(normal_phone("+1 380 013 8000"), normal_phone("13800138000"));
    EXPECT_EQ(normal_phone("+852 2345 6789"), "85223456789");
    for (auto const* dialled : {"12345", "95588", "110", "88886666"}) EXPECT_EQ(normal_phone(dialled), dialled);
}

TEST(Contact, WhatIsNoPhoneIsRefused) {
    for (auto const* wrong : {"",
                              "12",
                              "phone",
                              "138001380001380013800",
                              "1380013800x",
                              "--",
                              "+",
                              "+0123456789",
                              "+86 12345678901",
                              "+86 138 0013 800",
                              "138+0013+8000",
                              "13800138000 or 1=1",
                              "13800138000; drop table customers",
                              "010-88886666转",
                              "010-88886666转abc",
                              "010-88886666 转 123456789",
                              "<13800138000>",
                              "\xff\xfe",
                              "0000000",
                              "１３８００１３８００Ｏ"})
        EXPECT_EQ(normal_phone(wrong), std::nullopt) << wrong;
    EXPECT_EQ(normal_phone(std::string(100'000, '1')), std::nullopt);
    EXPECT_EQ(normal_phone(std::string_view("138\0"
                                            "00138000",
                                            12)),
              std::nullopt);
}

TEST(Contact, PhonesAreShownAsPeopleReadThemAndMasked) {
    struct {
        char const *normal, *shown, *masked;
    } const rows[] = {{"8613800138000", "13800138000", "138****8000"},
                      {"861088886666", "010-88886666", "108****6666"},
                      {"861088886666x801", "010-88886666 转 801", "108****6666"},
                      {"864008208820", "4008208820", "400****8820"},
                      {"12125550100", "+12125550100", "121****0100"},
                      {"95588", "95588", "****"}};
    for (auto const& row : rows) {
        EXPECT_EQ(shown_phone(row.normal), row.shown);
        EXPECT_EQ(masked_phone(row.normal), row.masked);
        EXPECT_EQ(normal_phone(shown_phone(row.normal)), row.normal) << "what is shown means the same when typed";
    }
}

TEST(Contact, OneMailAddressHoweverItIsWritten) {
    for (auto const* written :
         {" Wang.Fang@Example.COM ", "wang.fang＠example.com", "ｗａｎｇ．ｆａｎｇ@ｅｘａｍｐｌｅ．ｃｏｍ",
          "\u200Bwang.fang@example.com\u200B", "WANG.FANG@EXAMPLE.com"})
        EXPECT_EQ(normal_email(written), "wang.fang@example.com") << written;
    EXPECT_EQ(normal_email("王芳@例子.公司"), "王芳@xn--fsqu00a.xn--55qx5d");
    EXPECT_EQ(normal_email("王芳@例子。公司"), "王芳@xn--fsqu00a.xn--55qx5d");
    EXPECT_EQ(normal_email("Strasse@BÜCHER.example"), "strasse@xn--bcher-kva.example");
    EXPECT_EQ(normal_email("o'brien+tag@example.com"), "o'brien+tag@example.com");
}

TEST(Contact, WhatIsNoMailAddressIsRefused) {
    for (auto const* wrong : {"",
                              "@",
                              "a@",
                              "@b",
                              "a@b@c",
                              "a b@c",
                              "<a@b>",
                              "a@b,c@d",
                              "a@b\r\nBcc: x",
                              "a@-b.com",
                              "a@b..com",
                              "a@b.com.",
                              ".a@b.com",
                              "a.@b.com",
                              "a..b@c.com",
                              "\"a b\"@c.com",
                              "a@[127.0.0.1]",
                              "a@b_c.com",
                              "a @b.com",
                              "a@ b.com",
                              "javascript:alert(1)@x",
                              "\xff@b.com"})
        EXPECT_EQ(normal_email(wrong), std::nullopt) << wrong;
    std::string too_long(65, 'a');
    too_long += "@b.com";
    EXPECT_EQ(normal_email(too_long), std::nullopt);
    EXPECT_EQ(normal_email("a@" + std::string(64, 'b') + ".com"), std::nullopt);
}

TEST(Contact, MailAddressesAreMasked) {
    EXPECT_EQ(masked_email("zhang@example.com"), "z***@example.com");
    EXPECT_EQ(masked_email("王芳@xn--fsqu00a.xn--55qx5d"), "王***@xn--fsqu00a.xn--55qx5d");
}

TEST(Contact, NamesAreComparedFolded) {
    EXPECT_EQ(folded("  Li\u3000 LEI "), "li lei");
    EXPECT_EQ(folded("ＬＩ　ｌｅｉ"), "li lei");
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded(""), "");
    EXPECT_EQ(folded("\u3000"), "");
}

// Every character of the first planes inside a contact: nothing crashes or becomes a contact that does not read back.
TEST(Contact, AnythingAtAllIsAnsweredAndStable) {
    for (unsigned c = 0; c < 0x3000; ++c) {
        std::string text;
        if (c < 0x80) text = char(c);
        else if (c < 0x800) text = {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))};
        else text = {char(0xE0 | (c >> 12)), char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
        for (auto const& tried : {"138" + text + "00138000", text + "13800138000", "a" + text + "@b.com"}) {
            if (auto const phone = normal_phone(tried)) EXPECT_EQ(normal_phone(shown_phone(*phone)), phone) << tried;
            if (auto const email = normal_email(tried)) EXPECT_EQ(normal_email(*email), email) << tried;
        }
    }
}

} // namespace
} // namespace baton
