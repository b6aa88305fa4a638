#include "search/words.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace baton {
namespace {

using Words = std::vector<std::string>;

TEST(Words, AreLatinWordsAndPairsOfIdeographs) {
    EXPECT_EQ(words_of("奶粉罐"), (Words{"奶粉", "粉罐", "罐"}));
    EXPECT_EQ(words_of("罐"), Words{"罐"});
    EXPECT_EQ(words_of("Order A-17, paid"), (Words{"order", "a", "17", "paid"}));
    EXPECT_EQ(words_of("买了iPhone15两台"), (Words{"买了", "了", "iphone15", "两台", "台"}));
    EXPECT_EQ(words_of(" ，。!\n"), Words{});
    EXPECT_EQ(words_of(""), Words{});
}

TEST(Words, HaveOneFormForWhatLooksTheSame) {
    for (auto const* same : {"ＯＲＤＥＲ １７", "Order 17", "ORDER\u300017", "ｏｒｄｅｒ　１７"})
        EXPECT_EQ(words_of(same), (Words{"order", "17"})) << same;
    EXPECT_EQ(words_of("退貨與換貨"), words_of("退货与换货"));
    EXPECT_EQ(words_of("ﾌﾟﾘﾝﾀ"), words_of("プリンタ"));
    EXPECT_EQ(words_of("straße"), words_of("STRASSE"));
    EXPECT_EQ(words_of("café"), words_of("cafe\u0301"));
}

TEST(Words, OutsideTheBasicPlaneStayWhole) {
    EXPECT_EQ(words_of("𠮷野家"), (Words{"𠮷野", "野家", "家"}));
    EXPECT_EQ(words_of("😀 ok"), Words{"ok"});
}

TEST(Words, TooLongToBeOnesAreLeftOut) {
    EXPECT_EQ(words_of("a " + std::string(101, 'x') + " b"), (Words{"a", "b"}));
    EXPECT_EQ(words_of(std::string(100, 'x')).size(), 1u);
}

// As the stores compare: the words of one term stand one after the other.
bool is_found(std::string_view question, std::string_view text) {
    auto const words = words_of(text);
    auto const terms = terms_of(question);
    return std::ranges::all_of(terms, [&](Term const& term) {
        for (std::size_t i = 0; i + term.words.size() <= words.size(); ++i) {
            bool fits = true;
            for (std::size_t k = 0; k < term.words.size(); ++k) {
                bool const may_go_on = term.begins && k + 1 == term.words.size();
                fits = fits && (may_go_on ? words[i + k].starts_with(term.words[k]) : words[i + k] == term.words[k]);
            }
            if (fits) return true;
        }
        return false;
    });
}

TEST(Terms, FindWhatAPersonMeans) {
    for (auto const* question : {"奶粉", "粉罐", "奶粉罐", "罐", "奶", "粉", "破了 奶粉", "奶粉　破"})
        EXPECT_TRUE(is_found(question, "收到的奶粉罐破了")) << question;
    for (auto const* question : {"粉奶", "奶罐", "罐粉", "奶粉 漏了"}) EXPECT_FALSE(is_found(question, "收到的奶粉罐破了")) << question;
    EXPECT_TRUE(is_found("microw", "The Microwave is broken"));
    EXPECT_TRUE(is_found("broken microwave", "The Microwave is broken"));
    EXPECT_FALSE(is_found("crowave", "The Microwave is broken"));
}

TEST(Terms, OfNothingAreNone) {
    EXPECT_TRUE(terms_of("").empty());
    EXPECT_TRUE(terms_of("!?，").empty());
}

// Whatever is cut out of a text at the edges of its runs is found in it.
TEST(Terms, EveryPieceOfARunIsFound) {
    std::u32string const text = U"客户说微波炉修了两次还是坏的";
    auto const piece = [&](std::size_t from, std::size_t to) {
        std::string out;
        for (auto c : text.substr(from, to - from))
            for (int shift : {12, 6, 0})
                out += char(shift == 12 ? 0xE0 | (c >> 12) : 0x80 | ((c >> shift) & 0x3F));
        return out;
    };
    auto const whole = piece(0, text.size());
    for (std::size_t from = 0; from < text.size(); ++from)
        for (std::size_t to = from + 1; to <= text.size(); ++to) EXPECT_TRUE(is_found(piece(from, to), whole)) << from << to;
}

} // namespace
} // namespace baton
