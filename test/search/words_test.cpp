#include "search/words.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <sstream>

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

TEST(Words, OfIdeographsEachIsAWordOnceMore) {
    EXPECT_EQ(ideographs_of("奶粉 ok 奶罐").size(), 3u);
    EXPECT_EQ(indexed_words("奶粉a", 100), "奶粉 粉 a 奶 粉 ");
    EXPECT_EQ(indexed_words("a b c d", 2), "a b ");
    EXPECT_EQ(indexed_words("", 2), "");
}

std::vector<std::string> split(std::string const& words) {
    std::istringstream all(words);
    return {std::istream_iterator<std::string>(all), {}};
}

// As the stores compare: the words of one phrase stand one after the other.
bool stands_in(db::Phrase const& phrase, std::vector<std::string> const& words) {
    for (std::size_t i = 0; i + phrase.words.size() <= words.size(); ++i) {
        bool fits = true;
        for (std::size_t k = 0; k < phrase.words.size(); ++k) {
            bool const may_go_on = phrase.begins && k + 1 == phrase.words.size();
            fits = fits && (may_go_on ? words[i + k].starts_with(phrase.words[k]) : words[i + k] == phrase.words[k]);
        }
        if (fits) return true;
    }
    return false;
}

bool is_found(std::string_view asked, std::vector<std::string> const& words) {
    return std::ranges::all_of(question_of(asked), [&](auto const& ways) {
        return std::ranges::any_of(ways, [&](db::Phrase const& way) { return stands_in(way, words); });
    });
}

bool is_found(std::string_view asked, std::string_view text) {
    return is_found(asked, split(indexed_words(text, 1'000)));
}

TEST(Questions, FindWhatAPersonMeans) {
    for (auto const* question : {"奶粉", "粉罐", "奶粉罐", "罐", "奶", "粉", "破了 奶粉", "奶粉　破"})
        EXPECT_TRUE(is_found(question, "收到的奶粉罐破了")) << question;
    for (auto const* question : {"粉奶", "奶罐", "罐粉", "奶粉 漏了", "漏"})
        EXPECT_FALSE(is_found(question, "收到的奶粉罐破了")) << question;
    EXPECT_FALSE(is_found("奶粉罐", "买奶粉，粉罐没买")) << "words of different runs are no phrase";
    EXPECT_TRUE(is_found("microw", "The Microwave is broken"));
    EXPECT_TRUE(is_found("broken microwave", "The Microwave is broken"));
    EXPECT_FALSE(is_found("crowave", "The Microwave is broken"));
    EXPECT_FALSE(is_found("mi", "The Microwave is broken")) << "two letters are a word";
    EXPECT_TRUE(is_found("12345", "order 12345")) << "a whole number is a word however short";
    EXPECT_FALSE(is_found("123", "order 12345"));
    EXPECT_TRUE(is_found("123456", "order 1234567"));
}

TEST(Questions, OfNothingAskForNothing) {
    EXPECT_TRUE(question_of("").empty());
    EXPECT_TRUE(question_of("!?，").empty());
}

TEST(Questions, FindANumberByAnyFourOfItsCharacters) {
    for (auto const* number : {"GD20261121007", "GD-2026-1121007", "工单20261121007"}) {
        auto const words = pieces_of_number(number);
        for (auto const* asked : {"1007", "2026", "1121007", "11210"}) EXPECT_TRUE(is_found(asked, words)) << asked;
        for (auto const* asked : {"007", "1008", "20272"}) EXPECT_FALSE(is_found(asked, words)) << asked;
        EXPECT_TRUE(is_found(number, words)) << number;
    }
    EXPECT_TRUE(is_found("gd2026", pieces_of_number("GD20261121007")));
    EXPECT_TRUE(is_found("ＧＤ２０２６", pieces_of_number("GD20261121007")));
    EXPECT_TRUE(is_found("GD 1007", pieces_of_number("GD20261121007")));
}

// Whatever is cut out of a text between the edges of its characters is found in it, when it holds whole Latin words.
TEST(Questions, EveryPieceOfRandomTextsIsFound) {
    std::mt19937 random(7); // NOLINT: the same texts each time
    std::vector<std::string> const pieces{"奶", "粉", "罐", "退", "貨",      "か",    "な",     "한",      "글",
                                          "𠮷", " ",  "，", "\n", " Order ", " a17 ", " 2026 ", " ＡＢＣ "};
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> text(1 + random() % 30);
        for (auto& piece : text) piece = pieces[random() % pieces.size()];
        auto const join = [&](std::size_t from, std::size_t to) {
            std::string all;
            for (auto i = from; i < to; ++i) all += text[i];
            return all;
        };
        auto const words = split(indexed_words(join(0, text.size()), 1'000));
        auto const from = random() % text.size(), to = from + 1 + random() % (text.size() - from);
        EXPECT_TRUE(is_found(join(from, to), words)) << join(from, to) << " in " << join(0, text.size());
    }
}

} // namespace
} // namespace baton
