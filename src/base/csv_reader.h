// Reads comma-separated values as programs write them: RFC 4180, and what is met besides: a byte order mark, any line
// end, empty lines (passed over), a quote inside an unquoted cell (a character like others). Cells are bytes as they
// stand, in whatever encoding has ASCII where ASCII is: UTF-8 and GB18030 do. One thread; one record in memory.
#pragma once
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace baton {

struct CsvRecord {
    std::int64_t line = 0;   // of the file, from 1, in which it begins
    std::int64_t offset = 0; // in bytes
    std::vector<std::string> cells;
    std::string problem; // a sentence when it could not be read; the next one begins in the line after
};

class CsvReader {
public:
    static constexpr std::size_t longest_record = 4 << 20, most_cells = 1000;

    // The file stays open meanwhile and can be sought in.
    explicit CsvReader(std::istream&, char delimiter = ',');
    // Absent at the end.
    std::optional<CsvRecord> next();
    // On from where a record began.
    void go_to(CsvRecord const&);

private:
    int take();
    bool read(CsvRecord&);
    bool read_quoted(CsvRecord&, std::string& cell);
    void end_line(int after);
    void begin_after(CsvRecord const&);

    std::streambuf& file_;
    char const delimiter_;
    std::int64_t offset_ = 0, line_ = 1;
};

} // namespace baton
