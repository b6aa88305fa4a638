#include "base/csv_reader.h"

namespace baton {
namespace {

constexpr int end_of_file = std::char_traits<char>::eof();
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

CsvReader::CsvReader(std::istream& file, char delimiter) : file_(*file.rdbuf()), delimiter_(delimiter) {
    std::string begin;
    while (begin.size() < byte_order_mark.size() && file_.sgetc() != end_of_file) begin += char(file_.sbumpc());
    offset_ = begin == byte_order_mark ? std::int64_t(begin.size()) : 0;
    file_.pubseekpos(offset_, std::ios::in);
}

int CsvReader::take() {
    auto const c = file_.sbumpc();
    if (c != end_of_file) ++offset_;
    return c;
}

// "\r\n", "\n" or "\r".
void CsvReader::end_line(int after) {
    if (after == '\r' && file_.sgetc() == '\n') take();
    ++line_;
}

// What is in the quotes, after the first of them. False at the end of the file or when it is too long.
bool CsvReader::read_quoted(TableRow& record, std::string& cell) {
    for (;;) {
        auto const c = take();
        if (c == end_of_file || std::size_t(offset_ - record.offset) > longest_row) return false;
        if (c == '"') {
            if (file_.sgetc() != '"') return true;
            take();
        }
        if (c == '\n' || (c == '\r' && file_.sgetc() != '\n')) ++line_;
        cell += char(c);
    }
}

// False at the end of the file with nothing before it.
bool CsvReader::read(TableRow& record) {
    std::string cell;
    bool was_quoted = false;
    for (;;) {
        auto const c = take();
        bool const ends_line = c == '\n' || c == '\r' || c == end_of_file;
        if (c == '"' && cell.empty() && !was_quoted) {
            was_quoted = true;
            auto const begin = line_;
            if (!read_quoted(record, cell)) {
                record.problem = "A quoted cell that begins in line " + std::to_string(begin) + " does not end.";
                return true;
            }
        } else if (ends_line || c == delimiter_) {
            record.cells.push_back(std::move(cell));
            cell.clear();
            was_quoted = false;
            if (ends_line) {
                if (c != end_of_file) end_line(c);
                return c != end_of_file || record.cells.size() > 1 || !record.cells.front().empty();
            }
        } else cell += char(c);
        if (std::size_t(offset_ - record.offset) > longest_row || record.cells.size() > most_cells) {
            record.problem = "The line is too long.";
            return true;
        }
    }
}

// What could not be read may have swallowed lines that can.
void CsvReader::begin_after(TableRow const& record) {
    go_to(record);
    for (;;) {
        auto const c = take();
        if (c == end_of_file) return;
        if (c == '\n' || c == '\r') return end_line(c);
    }
}

std::optional<TableRow> CsvReader::next() {
    for (;;) {
        TableRow record{line_, offset_, {}, {}};
        if (!read(record)) return std::nullopt;
        if (!record.problem.empty()) begin_after(record);
        else if (record.cells.size() == 1 && record.cells.front().empty()) continue;
        return record;
    }
}

void CsvReader::go_to(TableRow const& record) {
    file_.pubseekpos(record.offset, std::ios::in);
    offset_ = record.offset;
    line_ = record.line;
}

} // namespace baton
