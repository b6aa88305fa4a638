// Reads a sheet of a workbook (Office Open XML, ECMA-376), as spreadsheet programs write it, as rows of texts: numbers
// and dates as they are read (base/xlsx_cell.h), formulas by the result that was stored with them. The sheet is
// unpacked piece by piece into a temporary file; in memory are its shared texts and one row.
#pragma once
#include "base/row_spool.h"

#include <filesystem>

namespace baton {

class XlsxReader final : public RowSource {
public:
    // The sheet of this name, or with "" the first. Reads all of it. Throws std::runtime_error, a sentence, when the
    // file is broken, no workbook, larger than anybody needs, or has no such sheet.
    XlsxReader(std::filesystem::path const&, std::string const& sheet);
    std::optional<TableRow> next() override { return spool_.next(); }
    void go_to(TableRow const& row) override { spool_.go_to(row); }

private:
    RowSpool spool_;
};

} // namespace baton
