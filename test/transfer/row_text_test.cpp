#include "transfer/row_text.h"

#include <gmock/gmock.h>
#include <limits>

namespace baton {
namespace {

using Kind = db::TableLayout::Kind;
using testing::HasSubstr;

db::TableLayout const layout{"things", {{"b", Kind::blob}, {"n", Kind::integer}, {"r", Kind::real}, {"t", Kind::text}}};

class KnownRow final : public db::Row {
public:
    explicit KnownRow(db::Values values) : values_(std::move(values)) {}
    bool is_null(int at) const override { return values_[std::size_t(at)].index() == 0; }
    std::int64_t integer(int at) const override { return std::get<std::int64_t>(values_[std::size_t(at)]); }
    double real(int at) const override { return std::get<double>(values_[std::size_t(at)]); }
    std::string_view bytes(int at) const override { return std::get<std::string>(values_[std::size_t(at)]); }

private:
    db::Values const values_;
};

std::string line_of(db::Values const& values) { return line_of_row(layout, KnownRow(values)); }

db::Values read(std::string const& line) { return row_in_line(layout, line); }

std::string problem_of(std::string const& line) {
    try {
        read(line);
    } catch (BackupError const& problem) {
        return problem.what();
    }
    return "";
}

TEST(RowText, ComesBackToTheLastBit) {
    constexpr auto exact = std::int64_t{1} << 53;
    for (auto const n : {std::int64_t{0}, std::int64_t{-1}, exact, exact + 1, -exact - 1,
                         std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        for (auto const r : {0.0, 0.1, -1.0 / 3, 1e300, std::numeric_limits<double>::denorm_min()}) {
            db::Values const row{std::string("\0\xff\n\"", 4), n, r, std::string("说 \"hi\"\\\r\n\t\x01 🙂")};
            auto const line = line_of(row);
            EXPECT_EQ(std::ranges::count(line, '\n'), 1);
            EXPECT_EQ(read(line.substr(0, line.size() - 1)), row) << line;
        }
    db::Values const nothing(4);
    EXPECT_EQ(read(line_of(nothing)), nothing);
}

TEST(RowText, KeepsNumbersThatOthersWouldRoundAsStrings) {
    EXPECT_EQ(line_of({{}, std::int64_t{353207373008990286}, {}, {}}),
              "{\"b\":null,\"n\":\"353207373008990286\",\"r\":null,\"t\":null}\n");
    EXPECT_THAT(line_of({{}, std::int64_t{42}, {}, {}}), HasSubstr("\"n\":42,"));
}

TEST(RowText, SaysWhatIsWrong) {
    EXPECT_EQ(problem_of("{"), "is no JSON object");
    EXPECT_EQ(problem_of("[]"), "is no JSON object");
    EXPECT_EQ(problem_of(R"({"b":null,"n":1,"r":null})"), "has other columns than the table");
    EXPECT_EQ(problem_of(R"({"b":null,"n":1,"r":null,"x":""})"), "has no t");
    EXPECT_EQ(problem_of(R"({"b":"!","n":1,"r":null,"t":""})"), "has a b that cannot be read");
    EXPECT_EQ(problem_of(R"({"b":null,"n":1.5,"r":null,"t":""})"), "has a n that cannot be read");
    EXPECT_EQ(problem_of(R"({"b":null,"n":"9223372036854775808","r":null,"t":""})"), "has a n that cannot be read");
    EXPECT_EQ(problem_of(R"({"b":null,"n":1,"r":"0.1x","t":""})"), "has a r that cannot be read");
    EXPECT_EQ(problem_of(R"({"b":null,"n":1,"r":null,"t":7})"), "has a t that cannot be read");
}

} // namespace
} // namespace baton
