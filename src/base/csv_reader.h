// Reads comma-separated values as programs write them: RFC 4180, and what is met besides: a byte order mark, any line
// end, empty lines (passed over), a quote inside an unquoted cell (a character like others). Cells are bytes as they
// stand, in whatever encoding has ASCII where ASCII is: UTF-8 and GB18030 do. After a row that could not be read the
// next one begins in the line after.
#pragma once
#include "base/row_source.h"

#include <istream>

namespace baton {

class CsvReader final : public RowSource {
public:
    // The file stays open meanwhile and can be sought in.
    explicit CsvReader(std::istream&, char delimiter = ',');
    std::optional<TableRow> next() override;
    void go_to(TableRow const&) override;

private:
    int take();
    bool read(TableRow&);
    bool read_quoted(TableRow&, std::string& cell);
    void end_line(int after);
    void begin_after(TableRow const&);

    std::streambuf& file_;
    char const delimiter_;
    std::int64_t offset_ = 0, line_ = 1;
};

} // namespace baton
