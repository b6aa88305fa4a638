// What a row of comma-separated values looks like, and that nothing in it is a formula.
#include "base/csv.h"

#include <gtest/gtest.h>
#include <vector>

namespace baton {
namespace {

std::string row(std::vector<std::string> const& cells) {
    std::string text;
    append_csv_row(text, cells);
    return text;
}

TEST(CsvTest, quotes_what_needs_it) {
    EXPECT_EQ(row({"a", "", "奶粉罐", "1,5", "say \"hi\"", "two\nlines"}),
              "a,,奶粉罐,\"1,5\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    EXPECT_EQ(row({}), "\r\n");
}

TEST(CsvTest, leaves_no_formula) {
    for (std::string const begin : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
        EXPECT_EQ(row({begin + "cmd|' /C calc'!A0"}), "\"'" + begin + "cmd|' /C calc'!A0\"\r\n") << begin;
    EXPECT_EQ(row({"=\"1\"", "-1+1", "+8613800138000", "-"}),
              "\"'=\"\"1\"\"\",\"'-1+1\",\"'+8613800138000\",\"'-\"\r\n");
}

TEST(CsvTest, leaves_numbers_and_harmless_texts) {
    EXPECT_EQ(row({"-5", "-0.25", "12", "a=1", "'quoted", "1.2.3", "-1."}),
              "-5,-0.25,12,a=1,'quoted,1.2.3,\"'-1.\"\r\n");
}

} // namespace
} // namespace baton
