#include "command/sheet_report.h"

#include "base/csv.h"
#include "base/json.h"

#include <fmt/format.h>
#include <iostream>

namespace baton {
namespace {

constexpr std::int64_t most_shown = 20;
constexpr auto interval = std::chrono::seconds(3);

} // namespace

SheetReport::SheetReport(std::filesystem::path const& path) : path_(path), is_csv_(path.extension() != ".ndjson") {
    if (path_.empty()) return;
    file_.open(path_, std::ios::binary | std::ios::trunc);
    if (!file_) throw std::runtime_error(fmt::format("Cannot make {}.", path_.string()));
    std::string head(csv_mark);
    append_csv_row(head, std::array<std::string, 6>{"line", "outcome", "id", "number", "column", "message"});
    if (is_csv_) file_ << head;
}

void SheetReport::add(RowReport const& row) {
    bool const is_refused = row.outcome == "refused";
    ++(is_refused ? refused : row.outcome == "there already" ? there : made);
    if (is_refused && shown_++ < most_shown)
        std::cerr << fmt::format("line {}: {}{}{}\n", row.line, row.column, row.column.empty() ? "" : ": ",
                                 row.message);
    if (path_.empty()) return;
    std::string text;
    if (is_csv_)
        append_csv_row(text,
                       std::array{std::to_string(row.line), row.outcome, row.id, row.number, row.column, row.message});
    else
        text = json::serialize(json::object{{"line", row.line},
                                            {"outcome", row.outcome},
                                            {"id", row.id},
                                            {"number", row.number},
                                            {"column", row.column},
                                            {"message", row.message}}) +
               "\n";
    file_ << text;
}

void SheetReport::tell_now_and_then() {
    if (std::chrono::steady_clock::now() - told_at_ < interval) return;
    told_at_ = std::chrono::steady_clock::now();
    std::cerr << fmt::format("{} of {} rows, {} were there already, {} refused\n", made + there + refused, expected_,
                             there, refused);
}

void SheetReport::finish() {
    if (shown_ > most_shown) std::cerr << fmt::format("and {} more lines\n", shown_ - most_shown);
    if (path_.empty()) return;
    file_.close();
    if (!file_) throw std::runtime_error(fmt::format("Cannot write {}: is the disk full?", path_.string()));
}

} // namespace baton
