#include "command/sheet_import.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t most_bytes_of_slice = 1 << 20;

std::vector<std::string> head_of(RowSource& rows, std::filesystem::path const& path) {
    auto head = rows.next();
    if (!head) throw std::runtime_error(fmt::format("{} is empty: its first line names the columns.", path.string()));
    if (!head->problem.empty()) throw std::runtime_error(fmt::format("{}: {}", path.string(), head->problem));
    return std::move(head->cells);
}

std::size_t weight_of(TableRow const& row) {
    std::size_t bytes = 0;
    for (auto const& cell : row.cells) bytes += cell.size();
    return bytes;
}

} // namespace

SheetImport::SheetImport(SheetOrder order, SheetReport& report)
    : order_(std::move(order)), report_(report), file_(order_.file, order_.sheet, order_.mapping),
      map_(order_.kind, file_.mapping(), head_of(file_.rows(), order_.file)) {}

SliceRow SheetImport::row_of(TableRow const& row, Timestamp now) const {
    auto const mapped = map_.map(row.cells);
    if (order_.kind == SheetKind::customers)
        return {row.line, mapped.external_id, std::nullopt, customer_in(map_, mapped)};
    auto ticket = ticket_in(map_, mapped);
    if (ticket.created_at > now) throw Error(ErrorCode::invalid, "created_at", "lies in the future");
    return {row.line, mapped.external_id, std::move(ticket), std::nullopt};
}

// In a dry run nothing is there to be found.
bool SheetImport::is_twice(SliceRow const& row) { return order_.is_dry && !rehearsed_.insert(row.external_id).second; }

// Reads the whole file once; what cannot become anything is told.
std::vector<SheetImport::Place> SheetImport::places(Timestamp now) {
    std::vector<Place> all;
    while (auto const row = file_.rows().next()) {
        try {
            if (!row->problem.empty()) throw std::runtime_error(row->problem);
            auto const read = row_of(*row, now);
            all.push_back({read.ticket ? read.ticket->created_at.value_or(now) : now, row->line, row->offset});
        } catch (std::exception const& problem) {
            refuse(row->line, problems_of(problem));
        }
    }
    std::ranges::stable_sort(all, {}, &Place::at);
    return all;
}

void SheetImport::run(Timestamp now, Take const& take) {
    auto const all = places(now);
    report_.expect(std::int64_t(all.size()));
    slice_ = {order_.tenant, order_.mapping.source, order_.is_dry, now, 0, {}};
    std::size_t bytes = 0;
    for (auto const& place : all) {
        file_.rows().go_to({place.line, place.offset, {}, {}});
        auto const row = file_.rows().next().value();
        auto read = row_of(row, now);
        if (is_twice(read)) {
            note({read.line, 0, RowEnd::there, "", {}});
            continue;
        }
        slice_.rows.push_back(std::move(read));
        bytes += weight_of(row);
        if (slice_.rows.size() < most_rows_of_slice && bytes < most_bytes_of_slice) continue;
        send(take);
        bytes = 0;
    }
    if (!slice_.rows.empty()) send(take);
}

void SheetImport::send(Take const& take) {
    auto const outcome = take(slice_);
    for (auto const& each : outcome.rows) note(each);
    slice_.ids_after = outcome.ids_until;
    slice_.rows.clear();
    report_.tell_now_and_then();
}

void SheetImport::note(RowOutcome const& outcome) {
    if (outcome.end == RowEnd::refused) return refuse(outcome.line, outcome.problems);
    bool const was_there = outcome.end == RowEnd::there, is_named = outcome.id != 0 && (was_there || !order_.is_dry);
    auto const word = was_there ? "there already" : order_.is_dry ? "would be made" : "made";
    report_.add(
        {outcome.line, word, is_named ? std::to_string(outcome.id) : "", is_named ? outcome.number : "", "", ""});
}

void SheetImport::refuse(std::int64_t line, std::vector<RowProblem> const& problems) {
    std::string column, message;
    for (auto const& each : problems) {
        auto const name = map_.column_of(each.field);
        if (column.empty()) column = name;
        message += fmt::format("{}{}{}", message.empty() ? "" : "; ", message.empty() ? "" : fmt::format("{}: ", name),
                               each.message);
    }
    report_.add({line, "refused", "", "", column, message});
}

} // namespace baton
