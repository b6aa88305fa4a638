#include "type/number_pattern.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace baton {
namespace {

std::string number(std::string_view pattern, std::int64_t sequence, std::int64_t date = 20261121) {
    auto const parsed = number_pattern(pattern);
    return ticket_number(parsed, prefix_on(parsed, date), sequence);
}

TEST(NumberPatterns, MakeNumbers) {
    EXPECT_EQ(number(first_number_pattern, 7), "GD20261121007");
    EXPECT_EQ(number(first_number_pattern, 999), "GD20261121999");
    EXPECT_EQ(number(first_number_pattern, 12345), "GD2026112112345");
    EXPECT_EQ(number("a_{yyyymm}-{seq:5}", 7), "a_202611-00007");
    EXPECT_EQ(number("T{dd}-{mm}-{yy}-{seq:1}", 7), "T21-11-26-7");
    EXPECT_EQ(number("Y{yy}{yy}{yyyy}{yyyy}D-{seq:9}", 7), "Y262620262026D-000000007");
    EXPECT_EQ(number("YMD{yyyy}{seq}", 1, 20260101), "YMD2026001");
    EXPECT_EQ(number("A{seq:1}", 1'000'000'000), "A1000000000");
    EXPECT_EQ(number("A" + std::string(29, '-') + "{seq:9}", 9'999'999'999).size(), 40u);
}

TEST(NumberPatterns, SayWhatIsWrong) {
    auto const long_one = "A" + std::string(30, '0') + "{seq}";
    for (auto const bad : std::initializer_list<std::string_view>{"",
                                                                  "GD",
                                                                  "{seq}",
                                                                  "1{seq}",
                                                                  "-A{seq}",
                                                                  "{yyyy}A{seq}",
                                                                  "A{seq}{seq}",
                                                                  "A{seq}{dd}",
                                                                  "A{seq}-",
                                                                  "A{seq",
                                                                  "A}{seq}",
                                                                  "A{}{seq}",
                                                                  "A{YYYY}{seq}",
                                                                  "A{yyy}{seq}",
                                                                  "A{seq:0}",
                                                                  "A{seq:10}",
                                                                  "A{seq:}",
                                                                  "A{seq:x}",
                                                                  "A b{seq}",
                                                                  "工单{seq}",
                                                                  "A{{seq}}",
                                                                  "A/{seq}",
                                                                  "A[{seq}",
                                                                  "A.{seq}",
                                                                  std::string_view(long_one)})
        try {
            number_pattern(bad);
            ADD_FAILURE() << bad;
        } catch (Error const& e) {
            EXPECT_EQ(e.code, ErrorCode::invalid);
            ASSERT_EQ(e.errors.size(), 1u);
            EXPECT_EQ(e.errors[0].field, "number_pattern");
        }
}

TEST(NumberPatterns, KnowWhichMayMeet) {
    struct Case {
        std::string_view a, b;
        bool meet;
    };
    for (auto const& [a, b, meet] : {
             Case{"GD{yyyymmdd}{seq}", "GD{yyyymmdd}{seq}", false}, // the same beginnings have one sequence
             Case{"GD{yyyymmdd}{seq}", "GD{yyyy}{mm}{dd}{seq:5}", false},
             Case{"GD{yyyymmdd}{seq}", "GD{yyyymm}{seq}", true}, // GD202611 21001
             Case{"GD{yyyymmdd}{seq}", "GD{yyyy}{seq}", true},
             Case{"GD{yyyymmdd}{seq}", "GD{seq}", false}, // not before eleven digits
             Case{"GD{yyyymmdd}{seq}", "GD20261{seq}", true},
             Case{"GD{yyyymmdd}{seq}", "GD-{yyyymm}{seq}", false},
             Case{"GD{yyyymmdd}{seq}", "GD{yyyymm}-{seq}", false},
             Case{"GD{yyyymmdd}{seq}", "TS{yyyymm}{seq}", false},
             Case{"GD{yyyymmdd}{seq}", "gd{yyyymm}{seq}", false},
             Case{"A1{seq}", "A{seq}", true},
             Case{"A1{seq}", "A22{seq}", false},
             Case{"A1{seq}", "A12{seq}", true},
             Case{"A{yyyy}-1{seq}", "A2026-{seq}", true},
             Case{"A{yyyy}-1{seq}", "A26-{seq}", false},
             Case{"A1{seq:8}", "A{seq}", true},
             Case{"A1{seq:9}", "A{seq}", false},
         }) {
        EXPECT_EQ(may_meet(number_pattern(a), number_pattern(b)), meet) << a << " " << b;
        EXPECT_EQ(may_meet(number_pattern(b), number_pattern(a)), meet) << b << " " << a;
    }
}

// Whatever the rule lets stand side by side gives no number twice, with one sequence for each beginning.
TEST(NumberPatterns, ThatMayNotMeetNeverDo) {
    std::vector<std::string> const known = {"A{seq:1}",       "A1{seq:1}",       "A{dd}{seq:1}",  "A{yy}{mm}{seq:1}",
                                            "A2{dd}{seq:2}",  "A-{seq:2}",       "A{dd}-{seq:1}", "A2{seq:3}",
                                            "A{yyyy}{seq:1}", "A{mm}{dd}{seq:2}"};
    for (auto const& a : known)
        for (auto const& b : known) {
            auto const pattern_a = number_pattern(a), pattern_b = number_pattern(b);
            if (may_meet(pattern_a, pattern_b)) continue;
            std::map<std::string, std::int64_t> next;
            std::set<std::string> taken;
            for (std::int64_t const date : {20260101, 20260102, 20261112, 20261121, 20271121})
                for (int i = 0; i < 105; ++i)
                    for (auto const& pattern : {pattern_a, pattern_b}) {
                        auto const prefix = prefix_on(pattern, date);
                        auto const made = ticket_number(pattern, prefix, ++next[prefix]);
                        if (!taken.insert(made).second) ADD_FAILURE() << made << " of " << a << " and " << b;
                    }
        }
}

} // namespace
} // namespace baton
