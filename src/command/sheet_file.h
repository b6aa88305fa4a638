// A file with rows, CSV or a workbook by what is in it, whatever it is called. One thread.
#pragma once
#include "base/row_source.h"
#include "sheet/sheet.h"

#include <filesystem>
#include <istream>
#include <memory>

namespace baton {

class SheetFile {
public:
    // A sheet can be named of a workbook only. Throws std::runtime_error, a sentence.
    SheetFile(std::filesystem::path const&, std::string const& sheet, Mapping);
    RowSource& rows() { return *rows_; }
    // As it is for the texts of rows(): those of a workbook are always UTF-8.
    Mapping const& mapping() const { return mapping_; }

private:
    Mapping mapping_;
    std::unique_ptr<std::istream> file_; // of CSV
    std::unique_ptr<RowSource> rows_;
};

} // namespace baton
