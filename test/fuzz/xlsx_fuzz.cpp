// Workbooks: the first byte says what the rest is. Z: a file. S: its sheet, B: its shared texts, T: its styles, R: its
// relations, W: its workbook, as XML; the cut must not matter. C: the text of a cell.
// fuzz-sources: src/base/xlsx*.cpp src/base/xml_parser.cpp src/base/zip_reader.cpp src/base/row_spool.cpp
// fuzz-sources: src/base/text.cpp
#include "base/xlsx_reader.h"
#include "base/xlsx_sheet.h"

#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace baton {
namespace {

void read_file(std::string_view bytes) {
    int const file = ::memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || ::write(file, bytes.data(), bytes.size()) != ssize_t(bytes.size())) std::abort();
    try {
        XlsxReader reader("/proc/self/fd/" + std::to_string(file), "");
        for (std::int64_t last = 0; auto const row = reader.next(); last = row->line)
            if (row->line <= last || row->cells.size() > RowSource::most_cells) std::abort();
    } catch (std::runtime_error const&) {}
    ::close(file);
}

// "" or "refused".
std::string outcome(XmlHandler& handler, std::string_view xml, std::size_t piece) {
    try {
        XmlParser parser(handler);
        for (; !xml.empty(); xml.remove_prefix(std::min(piece, xml.size()))) parser.write(xml.substr(0, piece));
        parser.finish();
        return "";
    } catch (XmlError const&) {
        return "refused";
    }
}

std::string sheet_of(std::string_view xml, std::size_t piece) {
    XlsxStrings strings;
    XlsxStyles styles;
    styles.is_date = {false, true};
    std::string out;
    XlsxSheet sheet(strings, styles, DateSystem::from_1900, [&](TableRow const& row) {
        out += std::to_string(row.line) + ":";
        for (auto const& cell : row.cells) out += cell + "|";
        out += row.problem + "\n";
    });
    auto const end = outcome(sheet, xml, piece);
    return end.empty() ? out : end; // how many rows came before depends on the cut
}

template <class Handler> void parse(std::string_view xml) {
    Handler whole, cut;
    if (outcome(whole, xml, xml.size()) != outcome(cut, xml, 3)) std::abort();
}

void parse_cell(std::string_view text) {
    auto const number = number_text(text);
    if (number_text(number) != number) std::abort();
    for (auto const system : {DateSystem::from_1900, DateSystem::from_1904}) date_text(text, system);
    is_date_format(text);
    if (decoded_text(text).size() > text.size()) std::abort();
    column_of_reference(text);
}

} // namespace
} // namespace baton

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    using namespace baton;
    if (size == 0) return 0;
    std::string_view const rest(reinterpret_cast<char const*>(data) + 1, size - 1);
    switch (data[0]) {
    case 'Z':
        read_file(rest);
        break;
    case 'S':
        if (sheet_of(rest, size) != sheet_of(rest, 3)) std::abort();
        break;
    case 'B':
        parse<XlsxStrings>(rest);
        break;
    case 'T':
        parse<XlsxStyles>(rest);
        break;
    case 'R':
        parse<XlsxRelations>(rest);
        break;
    case 'W':
        parse<XlsxWorkbook>(rest);
        break;
    case 'C':
        parse_cell(rest);
        break;
    default:
        break;
    }
    return 0;
}
