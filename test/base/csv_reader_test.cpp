#include "base/csv_reader.h"

#include <gmock/gmock.h>
#include <sstream>

namespace baton {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
    Rows rows;
    std::vector<std::int64_t> lines;
    std::vector<std::string> problems;
};

Read read(std::string const& text, char delimiter = ',') {
    std::istringstream file(text);
    CsvReader reader(file, delimiter);
    Read all;
    while (auto const record = reader.next()) {
        all.lines.push_back(record->line);
        if (record->problem.empty()) all.rows.push_back(record->cells);
        else all.problems.push_back(record->problem);
    }
    return all;
}

TEST(CsvReader, ReadsWhatProgramsWrite) {
    EXPECT_EQ(read("a,b\n1,2\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\r\n1,2").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\r1,2\r").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a\nb\n")
                  .rows,
              (Rows{{"a"}, {"b"}}));
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "\"a\",b\n")
                  .rows,
              (Rows{{"a", "b"}}));
    EXPECT_EQ(read("a,\"b,c\"\n").rows, (Rows{{"a", "b,c"}}));
    EXPECT_EQ(read("a,\"say \"\"hi\"\"\"\n").rows, (Rows{{"a", "say \"hi\""}}));
    EXPECT_EQ(read("a,5\"x\n").rows, (Rows{{"a", "5\"x"}}));
    EXPECT_EQ(read("a,\"\",\n").rows, (Rows{{"a", "", ""}}));
    EXPECT_EQ(read("a;b\n", ';').rows, (Rows{{"a", "b"}}));
    EXPECT_EQ(read("").rows, Rows{});
    EXPECT_EQ(read("\n\r\n\n").rows, Rows{});
}

TEST(CsvReader, CountsLinesOverCellsAndEmptyOnes) {
    auto const all = read("h\n\"one\ntwo\"\n\n\"three\r\nfour\"\r\nfive\n");
    EXPECT_EQ(all.rows, (Rows{{"h"}, {"one\ntwo"}, {"three\r\nfour"}, {"five"}}));
    EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 2, 5, 7}));
}

TEST(CsvReader, GoesOnAfterAQuoteWithoutEnd) {
    auto const all = read("h,i\n1,\"never\n2,b\n3,c\n");
    EXPECT_EQ(all.rows, (Rows{{"h", "i"}, {"2", "b"}, {"3", "c"}}));
    EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 2, 3, 4}));
    EXPECT_THAT(all.problems, testing::ElementsAre(testing::HasSubstr("begins in line 2")));
}

TEST(CsvReader, GoesOnAfterALineThatIsTooLong) {
    auto const all = read("h\n" + std::string(CsvReader::longest_row + 10, 'x') + "\nlast\n");
    EXPECT_EQ(all.rows, (Rows{{"h"}, {"last"}}));
    EXPECT_THAT(all.problems, testing::ElementsAre(testing::HasSubstr("too long")));
    EXPECT_EQ(all.lines.back(), 3);
}

TEST(CsvReader, ReadsARecordAgain) {
    std::istringstream file("h\nfirst,1\n\"se\ncond\",2\nthird,3\n");
    CsvReader reader(file);
    std::vector<TableRow> all;
    while (auto record = reader.next()) all.push_back(*record);
    for (auto const at : {2, 0, 3, 1, 1}) {
        reader.go_to(all[std::size_t(at)]);
        auto const again = reader.next();
        ASSERT_TRUE(again);
        EXPECT_EQ(again->cells, all[std::size_t(at)].cells);
        EXPECT_EQ(again->line, all[std::size_t(at)].line);
    }
}

} // namespace
} // namespace baton
