#include "command/sheet_file.h"

#include "base/csv_reader.h"
#include "base/xlsx_reader.h"

#include <fmt/format.h>
#include <fstream>

namespace baton {
namespace {

constexpr std::string_view zip_mark = "PK\x03\x04", compound_mark = "\xD0\xCF\x11\xE0";

} // namespace

SheetFile::SheetFile(std::filesystem::path const& path, std::string const& sheet, Mapping mapping)
    : mapping_(std::move(mapping)), file_(std::make_unique<std::ifstream>(path, std::ios::binary)) {
    auto const fail = [&](std::string_view why) { throw std::runtime_error(fmt::format("{} {}", path.string(), why)); };
    std::string mark(4, '\0');
    if (!*file_) fail("cannot be read.");
    mark.resize(std::size_t(file_->read(mark.data(), 4).gcount()));
    file_->clear();
    file_->seekg(0);
    if (mark == compound_mark)
        fail("is a workbook of the old format (.xls) or protected by a password. Save it as .xlsx without one.");
    if (mark.starts_with("\xFF\xFE") || mark.starts_with("\xFE\xFF")) fail("is UTF-16. Save it as UTF-8 or GB18030.");
    if (mark == zip_mark) try {
            rows_ = std::make_unique<XlsxReader>(path, sheet);
            mapping_.encoding = Charset::utf8;
            return;
        } catch (std::runtime_error const& error) {
            fail(fmt::format("was not read. {}", error.what()));
        }
    if (!sheet.empty()) fail("is no workbook: it has no sheet to name.");
    rows_ = std::make_unique<CsvReader>(*file_, mapping_.delimiter.front());
}

} // namespace baton
