#include "base/workbook.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <vector>

namespace baton {
namespace {

using Row = std::vector<std::string>;

// What test/support/workbook.py reads in it, as Python prints it.
std::string read(Workbook& workbook) {
    auto const file = workbook.finish();
    auto const path = testing::TempDir() + "workbook_test.xlsx";
    std::ofstream copy(path, std::ios::binary);
    for (int c = std::fgetc(file.get()); c != EOF; c = std::fgetc(file.get())) copy.put(char(c));
    copy.close();
    auto const command = "PYTHONPATH=test python3 -c 'import sys; from support.workbook import sheets;"
                         " print(sheets(open(sys.argv[1], \"rb\").read()))' " +
                         path;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const output(::popen(command.c_str(), "r"), ::pclose);
    std::string printed;
    for (std::array<char, 4096> part{}; std::fgets(part.data(), int(part.size()), output.get());)
        printed += part.data();
    std::filesystem::remove(path);
    return printed;
}

TEST(Workbook, KeepsTextsAsTextsAndFiguresAsNumbersFromAColumnOn) {
    Workbook workbook({.sheet = "figures", .first_figure = 1});
    workbook.add_row(Row{"name", "created"});
    workbook.add_row(Row{"007", "12.5"});
    workbook.add_row(Row{"=1+1", "-3"});
    workbook.add_row(Row{"a\x01<&>\n", "12a"});
    workbook.add_row(Row{"", ""});
    EXPECT_EQ(read(workbook), "[[['name', 'created'], ['007', 12.5], ['=1+1', -3.0], ['a\\x01<&>\\n', '12a']]]\n");
}

TEST(Workbook, WhatIsPastASheetGoesOnInTheNextUnderTheSameHeader) {
    Workbook workbook({.rows_of_sheet = 3});
    workbook.add_row(Row{"n"});
    for (auto const* text : {"a", "b", "c", "d", "e"}) workbook.add_row(Row{text});
    EXPECT_EQ(read(workbook), "[[['n'], ['a'], ['b']], [['n'], ['c'], ['d']], [['n'], ['e']]]\n");
}

TEST(Workbook, KeepsWhatXmlCannotHoldAndWhatLooksLikeACode) {
    Workbook workbook({});
    workbook.add_row(Row{"x\uFFFEy\uFFFFz", "_x0041_", "_x00", "__x0041_x0041_"});
    EXPECT_EQ(read(workbook), "[[['x\\ufffey\\uffffz', '_x0041_', '_x00', '__x0041_x0041_']]]\n");
}

TEST(Workbook, ATextIsCutWhereAProgramEndsItNeverInsideACharacter) {
    std::string longest;
    for (int i = 0; i < 40'000; ++i) longest += "奶";
    Workbook workbook({});
    workbook.add_row(Row{longest});
    auto const printed = read(workbook);
    EXPECT_EQ(printed.size(), std::size_t{32'767} * 3 + std::string("[[['']]]\n").size());
}

TEST(Workbook, WithoutRowsThereIsAnEmptySheet) {
    Workbook workbook({});
    EXPECT_EQ(read(workbook), "[[]]\n");
}

} // namespace
} // namespace baton
