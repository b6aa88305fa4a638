#include "base/xlsx_cell.h"

#include <gtest/gtest.h>
#include <limits>

namespace baton {
namespace {

struct Written {
    std::string written, read;
};

TEST(XlsxCell, NumbersAreTheShortestThatReadBack) {
    for (auto const& [written, read] : std::vector<Written>{{"1", "1"},
                                                            {"1.0", "1"},
                                                            {"-0", "0"},
                                                            {"13800138000", "13800138000"},
                                                            {"1.3800138E10", "13800138000"},
                                                            {"0.1", "0.1"},
                                                            {"0.10000000000000001", "0.1"},
                                                            {"-12.50", "-12.5"},
                                                            {"0.30000000000000004", "0.30000000000000004"},
                                                            {"123456789012345680", "123456789012345680"},
                                                            {"1E-7", "0.0000001"},
                                                            {"1e300", "1e+300"},
                                                            {"1e999", "1e999"},
                                                            {"nan", "nan"},
                                                            {"", ""},
                                                            {"12 apples", "12 apples"}})
        EXPECT_EQ(number_text(written), read) << written;
}

TEST(XlsxCell, DatesOfBothSystems) {
    for (auto const& [written, read] : std::vector<Written>{{"1", "1900-01-01"},
                                                            {"59", "1900-02-28"},
                                                            {"60", "1900-02-29"}, // never was, but is what is shown
                                                            {"61", "1900-03-01"},
                                                            {"25569", "1970-01-01"},
                                                            {"45717", "2025-03-01"},
                                                            {"45717.375", "2025-03-01 09:00:00"},
                                                            {"45717.395844907405", "2025-03-01 09:30:01"},
                                                            {"45717.999999999", "2025-03-02"},
                                                            {"0.5", "12:00:00"},
                                                            {"0", "00:00:00"},
                                                            {"2958465", "9999-12-31"},
                                                            {"2958466", "2958466"},
                                                            {"2958465.9999999", "2958465.9999999"},
                                                            {"-1", "-1"},
                                                            {"text", "text"}})
        EXPECT_EQ(date_text(written, DateSystem::from_1900), read) << written;
    for (auto const& [written, read] : std::vector<Written>{{"0", "1904-01-01"},
                                                            {"0.5", "1904-01-01 12:00:00"},
                                                            {"44255", "2025-03-01"},
                                                            {"2957003", "9999-12-31"},
                                                            {"2957004", "2957004"}})
        EXPECT_EQ(date_text(written, DateSystem::from_1904), read) << written;
}

TEST(XlsxCell, FormatsOfDates) {
    for (int const id : {14, 22, 27, 36, 45, 47, 50, 58}) EXPECT_TRUE(is_date_format(id)) << id;
    for (int const id : {0, 1, 13, 23, 26, 37, 44, 48, 49, 59}) EXPECT_FALSE(is_date_format(id)) << id;
    for (auto const* code : {"yyyy-mm-dd", R"(yyyy"年"m"月"d"日")", "[$-804]h:mm AM/PM", "[h]:mm", "d/m", "SS",
                             R"([$-F800]dddd\,\ mmmm\ dd\,\ yyyy)"})
        EXPECT_TRUE(is_date_format(code)) << code;
    for (auto const* code : {"General", "0.00", "#,##0;[Red]-#,##0", R"(0" days")", "0.00E+00", "@", R"(0\d)", "_d0_h",
                             "*y0", R"("never ends yyyy)", "[never ends yyyy", "\\", "_", ""})
        EXPECT_FALSE(is_date_format(std::string_view(code))) << code;
}

TEST(XlsxCell, CodesOfCharacters) {
    for (auto const& [written, read] : std::vector<Written>{{"a_x000D_\nb", "a\r\nb"},
                                                            {"_x005F_x000D_", "_x000D_"},
                                                            {"_xD83D__xDE00_", "\xF0\x9F\x98\x80"},
                                                            {"_xD83D_", "\xEF\xBF\xBD"},
                                                            {"_xDE00__xD83D_", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                                                            {"_x4E2D_", "中"},
                                                            {"_xFFFF_", "\xEF\xBF\xBF"},
                                                            {"_x00_ _x00G0_ _x0041", "_x00_ _x00G0_ _x0041"},
                                                            {"_x+041_", "_x+041_"}})
        EXPECT_EQ(decoded_text(written), read) << written;
}

TEST(XlsxCell, References) {
    EXPECT_EQ(column_of_reference("A1"), 0U);
    EXPECT_EQ(column_of_reference("Z9"), 25U);
    EXPECT_EQ(column_of_reference("BC12"), 54U);
    EXPECT_EQ(column_of_reference("XFD1048576"), 16383U);
    EXPECT_EQ(column_of_reference("AAAA1"), std::nullopt);
    EXPECT_EQ(column_of_reference("12"), std::nullopt);
    EXPECT_EQ(column_of_reference(""), std::nullopt);
}

} // namespace
} // namespace baton
