#include "base/xlsx_reader.h"

#include "base/xlsx_sheet.h"
#include "base/zip_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdexcept>

namespace baton {
namespace {

constexpr std::int64_t megabyte = 1 << 20;
constexpr std::int64_t largest_part = 16 * megabyte, largest_strings = 1024 * megabyte, largest_sheet = 2048 * megabyte;
constexpr auto workbook_part = "xl/workbook.xml";

// False when there is no such part.
bool read_part(ZipReader const& zip, std::string const& name, std::int64_t most, XmlHandler& handler) {
    XmlParser parser(handler);
    try {
        if (!zip.read(name, most, [&](std::string_view piece) { parser.write(piece); })) return false;
        parser.finish();
        return true;
    } catch (XmlError const& error) {
        throw std::runtime_error(fmt::format("{} in it {}.", name, error.what()));
    }
}

std::string part_of_sheet(XlsxWorkbook const& workbook, XlsxRelations const& relations, std::string const& wanted) {
    std::vector<std::string> names;
    for (auto const& sheet : workbook.sheets) {
        auto const it = relations.all.find(sheet.relation);
        if (it == relations.all.end() || it->second.type != "worksheet") continue; // a chart
        if (wanted.empty() || sheet.name == wanted) return it->second.part;
        names.push_back(sheet.name);
    }
    if (wanted.empty()) throw std::runtime_error("It has no sheet.");
    throw std::runtime_error(fmt::format("It has no sheet {}; there are: {}.", wanted, fmt::join(names, ", ")));
}

} // namespace

XlsxReader::XlsxReader(std::filesystem::path const& file, std::string const& wanted) {
    ZipReader const zip(file);
    XlsxWorkbook workbook;
    XlsxRelations relations;
    XlsxStyles styles;
    XlsxStrings strings;
    if (!read_part(zip, workbook_part, largest_part, workbook))
        throw std::runtime_error("It is an archive and no workbook (.xlsx).");
    read_part(zip, "xl/_rels/workbook.xml.rels", largest_part, relations);
    auto const part = part_of_sheet(workbook, relations, wanted);
    if (auto const name = relations.part_of("styles"); !name.empty()) read_part(zip, name, largest_part, styles);
    if (auto const name = relations.part_of("sharedStrings"); !name.empty())
        read_part(zip, name, largest_strings, strings);
    XlsxSheet sheet(strings, styles, workbook.dates, [this](TableRow row) { spool_.add(std::move(row)); });
    if (!read_part(zip, part, largest_sheet, sheet))
        throw std::runtime_error(fmt::format("{} in it is missing.", part));
    spool_.rewind();
}

} // namespace baton
