#include "base/workbook.h"
#include "base/xlsx_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

using Parts = std::map<std::string, std::string>;
using Rows = std::vector<std::vector<std::string>>;
using testing::HasSubstr;

class XlsxReaderTest : public testing::Test {
protected:
    fs::path const file_ = fs::temp_directory_path() / fmt::format("baton-xlsx-test-{}.xlsx", ::getpid());
    std::vector<std::int64_t> lines_;
    std::vector<std::string> problems_;

    ~XlsxReaderTest() override { fs::remove(file_); }

    void pack(Parts const& parts) {
        auto* const a = archive_write_new();
        archive_write_set_format_zip(a);
        archive_write_open_filename(a, file_.c_str());
        for (auto const& [name, text] : parts) {
            auto* const entry = archive_entry_new();
            archive_entry_set_pathname(entry, name.c_str());
            archive_entry_set_size(entry, std::int64_t(text.size()));
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_write_header(a, entry);
            archive_write_data(a, text.data(), text.size());
            archive_entry_free(entry);
        }
        archive_write_free(a);
    }

    // A workbook of one sheet, in the parts of which others may stand.
    static Parts book(std::string const& rows, Parts const& others = {}) {
        Parts parts = others;
        parts.insert({"xl/workbook.xml",
                      R"(<workbook xmlns:r="r"><sheets><sheet name="One" r:id="rId1"/></sheets></workbook>)"});
        parts.insert({"xl/_rels/workbook.xml.rels",
                      R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
                         <Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>
                         <Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>)"});
        parts.insert({"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"});
        return parts;
    }

    Rows read(std::string const& sheet = "") {
        XlsxReader reader(file_, sheet);
        Rows rows;
        lines_.clear();
        problems_.clear();
        while (auto const row = reader.next()) {
            lines_.push_back(row->line);
            if (row->problem.empty()) rows.push_back(row->cells);
            else problems_.push_back(row->problem);
        }
        return rows;
    }

    Rows read(Parts const& parts, std::string const& sheet = "") {
        pack(parts);
        return read(sheet);
    }

    std::string refusal(Parts const& parts, std::string const& sheet = "") {
        pack(parts);
        return refusal(sheet);
    }
    std::string refusal(std::string const& sheet = "") {
        try {
            read(sheet);
        } catch (std::runtime_error const& error) {
            return error.what();
        }
        return "nothing";
    }

    std::string bytes() const {
        std::ifstream file(file_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(std::string_view bytes) { std::ofstream(file_, std::ios::binary) << bytes; }
};

TEST_F(XlsxReaderTest, ReadsEveryKindOfCell) {
    Parts const others{
        {"xl/sharedStrings.xml",
         "<sst><si><t>plain</t></si><si><r><t>rich </t></r><r><rPr/><t>text</t></r><rPh sb=\"0\" "
         "eb=\"1\"><t>ruby</t></rPh>"
         "<phoneticPr/></si><si><t xml:space=\"preserve\"> _x005F_x000D_ &amp; _x000D_ </t></si><si/></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts>"
         "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
         "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"}};
    auto const rows = read(book(
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="E1" t="s"><v>3</v></c></row>
                <row r="3" ht="20"><c r="B3" t="inlineStr"><is><t>in</t><r><t>line</t></r><rPh><t>no</t></rPh></is></c>
                  <c r="C3"><f>1+1</f><v>2.0</v></c><c r="D3" t="str"><f>"a"</f><v>a_x0041_</v></c>
                  <c r="E3" t="b"><v>1</v></c><c r="F3" t="b"><v>0</v></c><c r="G3" t="e"><v>#N/A</v></c></row>
                <row><c s="1"><v>45717</v></c><c s="2"><v>45717.5</v></c><c s="0"><v>45717</v></c><c s="9"><v>1</v></c>
                  <c t="d"><v>2025-03-01T09:00:00.000</v></c><c t="d"><v>2025-03-01</v></c></row>
                <row r="9" spans="1:3"/><row r="10"><c r="A10" s="1"/></row>)",
        others));
    EXPECT_EQ(rows, (Rows{{"plain", "rich text", " _x000D_ & \r "},
                          {"", "inline", "2", "aA", "true", "false", "#N/A"},
                          {"2025-03-01", "2025-03-01 12:00:00", "45717", "1", "2025-03-01 09:00:00", "2025-03-01"}}));
    EXPECT_EQ(lines_, (std::vector<std::int64_t>{1, 3, 4}));
}

TEST_F(XlsxReaderTest, ReadsARowAgain) {
    pack(book(R"(<row r="1"><c t="str"><v>a</v></c></row><row r="5"><c t="str"><v>b</v></c></row>)"));
    XlsxReader reader(file_, "");
    auto const first = reader.next(), second = reader.next();
    EXPECT_EQ(reader.next(), std::nullopt);
    reader.go_to({second->line, second->offset, {}, {}});
    EXPECT_EQ(reader.next()->cells, second->cells);
    reader.go_to({first->line, first->offset, {}, {}});
    EXPECT_EQ(reader.next()->line, 1);
}

TEST_F(XlsxReaderTest, ReadsDatesOf1904AndNamesOfAnyNamespace) {
    auto parts = book(
        "", {{"xl/worksheets/sheet1.xml",
              R"(<x:worksheet xmlns:x="u"><x:row r="2"><x:c r="A2" s="0"><x:v>0</x:v></x:c></x:row></x:worksheet>)"},
             {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)"}});
    parts["xl/workbook.xml"] =
        R"(<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>)";
    EXPECT_EQ(read(parts), (Rows{{"1904-01-01"}}));
}

TEST_F(XlsxReaderTest, TakesTheSheetOfAName) {
    auto parts = book(R"(<row><c t="str"><v>first</v></c></row>)");
    parts["xl/workbook.xml"] =
        R"(<workbook xmlns:r="r"><sheets><sheet name="图" r:id="rId5"/><sheet name="One" r:id="rId1"/><sheet name="二" r:id="rId4"/></sheets></workbook>)";
    parts["xl/_rels/workbook.xml.rels"] =
        R"(<Relationships><Relationship Id="rId5" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>
           <Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
           <Relationship Id="rId4" Type="x/worksheet" Target="../other/SHEET2.xml"/></Relationships>)";
    parts["other/sheet2.xml"] = R"(<worksheet><row><c t="str"><v>second</v></c></row></worksheet>)";
    EXPECT_EQ(read(parts), (Rows{{"first"}}));
    EXPECT_EQ(read(parts, "二"), (Rows{{"second"}}));
    EXPECT_EQ(refusal(parts, "Two"), "It has no sheet Two; there are: One, 二.");
}

TEST_F(XlsxReaderTest, ReadsWhatThisProgramExports) {
    Workbook workbook({.sheet = "工单", .first_figure = 2});
    Rows const rows{{"编号", "标题", "数"}, {"A-1", "_x000D_ a\r\nb\x01 <&>", "13800138000"}, {"=1+1", " ", "0.5"}};
    for (auto const& row : rows) workbook.add_row(row);
    auto const made = workbook.finish();
    std::string all(1 << 20, '\0');
    all.resize(std::fread(all.data(), 1, all.size(), made.get()));
    write(all);
    EXPECT_EQ(read("工单"), rows);
}

TEST_F(XlsxReaderTest, RefusesWhatIsBroken) {
    auto const one = [](std::string const& cell) { return book("<row>" + cell + "</row>"); };
    auto const sheet = [](std::string const& xml) { return book("", {{"xl/worksheets/sheet1.xml", xml}}); };
    EXPECT_THAT(refusal({{"a.txt", "x"}}), HasSubstr("no workbook"));
    EXPECT_THAT(refusal(one("<c t=\"s\"><v>7</v></c>")), HasSubstr("sheet1.xml in it names a text that is not there"));
    EXPECT_THAT(refusal(sheet("<worksheet><row>")), HasSubstr("is no XML in line 1"));
    EXPECT_THAT(refusal(book("<row r=\"2\"/><row r=\"2\"/>")), HasSubstr("rows out of order"));
    EXPECT_THAT(refusal(book("<row r=\"1048577\"/>")), HasSubstr("rows out of order"));
    EXPECT_THAT(refusal({{"xl/workbook.xml", "<workbook/>"}}), HasSubstr("no sheet"));
    auto missing = book("");
    missing.erase("xl/worksheets/sheet1.xml");
    EXPECT_THAT(refusal(missing), HasSubstr("sheet1.xml in it is missing"));
}

TEST_F(XlsxReaderTest, RefusesDocumentTypesAndEntities) {
    auto const sheet = [](std::string const& xml) { return book("", {{"xl/worksheets/sheet1.xml", xml}}); };
    EXPECT_THAT(
        refusal(sheet(R"(<!DOCTYPE a [<!ENTITY x "y">]><worksheet><row><c t="str"><v>&x;</v></c></row></worksheet>)")),
        HasSubstr("document type"));
    EXPECT_THAT(refusal(sheet(R"(<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>)")), HasSubstr("document type"));
    EXPECT_THAT(refusal(sheet("<worksheet><row><c t=\"str\"><v>&x;</v></c></row></worksheet>")),
                HasSubstr("is no XML"));
    auto parts = book("");
    parts["xl/workbook.xml"] = "<!DOCTYPE workbook>" + parts["xl/workbook.xml"];
    EXPECT_THAT(refusal(parts), HasSubstr("xl/workbook.xml in it has a document type"));
}

TEST_F(XlsxReaderTest, RefusesWhatIsLargerThanAnybodyNeeds) {
    std::string const many(17 << 20, ' ');
    EXPECT_THAT(refusal(book("", {{"xl/styles.xml", "<styleSheet>" + many + "</styleSheet>"}})),
                HasSubstr("xl/styles.xml in it has more than 16 MB unpacked"));
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<a>";
    EXPECT_THAT(refusal(book("", {{"xl/worksheets/sheet1.xml", deep}})), HasSubstr("too deep"));
    EXPECT_THAT(refusal(book("", {{"xl/worksheets/sheet1.xml", "<worksheet a=\"" + std::string(3 << 20, 'x')}})),
                HasSubstr("a tag without end"));
    EXPECT_THAT(refusal(book("<row><c t=\"str\"><v>" + std::string(5 << 20, 'x') + "</v></c></row>")),
                HasSubstr("a text that is too long"));
    EXPECT_THAT(
        refusal(book("", {{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(5 << 20, 'x') + "</t></si></sst>"}})),
        HasSubstr("a text that is too long"));
}

TEST_F(XlsxReaderTest, TellsARowThatIsTooLongAndGoesOn) {
    auto const cell = "<c t=\"str\"><v>" + std::string(3 << 20, 'x') + "</v></c>";
    EXPECT_EQ(read(book("<row>" + cell + cell +
                        "</row><row r=\"4\"><c r=\"ALM4\"><v>1</v></c></row><row><c><v>7</v></c></row>")),
              (Rows{{"7"}}));
    EXPECT_THAT(problems_, testing::ElementsAre(HasSubstr("too long"), HasSubstr("too long")));
    EXPECT_EQ(lines_, (std::vector<std::int64_t>{1, 4, 5}));
}

TEST_F(XlsxReaderTest, AFileThatWasCutOrChangedIsRefusedOrTheSame) {
    auto const parts = book(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>42</v></c></row>)",
                            {{"xl/sharedStrings.xml", "<sst><si><t>text</t></si></sst>"}});
    auto const rows = read(parts);
    auto const whole = bytes();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        write(whole.substr(0, size));
        EXPECT_NE(refusal(), "nothing") << size;
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto changed = whole;
        changed[i] = char(changed[i] ^ 0x10);
        write(changed);
        try {
            read();
        } catch (std::runtime_error const& error) {
            EXPECT_THAT(error.what(), testing::AnyOf(HasSubstr("It "), HasSubstr(" in it "))); // a sentence
        }
    }
}

} // namespace
} // namespace baton
