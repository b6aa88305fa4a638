// Rows of a table in a file, whatever format it has: one after the other, and again from any of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baton {

struct TableRow {
    std::int64_t line = 0;   // as a person would find it: the line it begins in, or the number of the row; from 1
    std::int64_t offset = 0; // where go_to finds it
    std::vector<std::string> cells;
    std::string problem; // a sentence when it could not be read
};

// One thread; one row in memory.
class RowSource {
public:
    static constexpr std::size_t longest_row = 4 << 20, most_cells = 1000; // bytes

    virtual ~RowSource() = default;
    // Absent at the end.
    virtual std::optional<TableRow> next() = 0;
    // On from where a row began.
    virtual void go_to(TableRow const&) = 0;
};

} // namespace baton
