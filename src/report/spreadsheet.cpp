#include "report/spreadsheet.h"

#include "base/csv.h"
#include "http/workbook_source.h"

#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t first_figure = 3; // column

std::string number(std::int64_t n) { return std::to_string(n); }
std::string number(std::optional<double> n) { return n ? fmt::format("{:.1f}", *n) : ""; }

} // namespace

std::vector<std::vector<std::string>> overview_rows(Overview const& o) {
    std::vector<std::vector<std::string>> rows;
    auto const row = [&](std::vector<std::string> cells) { rows.push_back(std::move(cells)); };
    row({"section", "key", "name", "created", "resolved", "open", "avg_first_response_s", "avg_resolution_s"});
    row({"totals", "", "", number(o.totals.created), number(o.totals.resolved), number(o.totals.open),
         number(o.avg_first_response_s), number(o.avg_resolution_s)});
    for (auto const& c : o.by_status_category)
        row({"by_status_category", std::string(name_of(c.status_category)), "", number(c.tickets), "", "", "", ""});
    for (auto const& s : o.by_status) row({"by_status", s.status, s.name, number(s.tickets), "", "", "", ""});
    for (auto const& d : o.by_department)
        row({"by_department", d.department.id, d.department.name, number(d.created), number(d.resolved), number(d.open),
             number(d.avg_first_response_s), number(d.avg_resolution_s)});
    for (auto const& d : o.by_day) row({"by_day", d.day, "", number(d.created), number(d.resolved), "", "", ""});
    return rows;
}

std::string overview_csv(Overview const& o) {
    std::string text(csv_mark);
    for (auto const& row : overview_rows(o)) append_csv_row(text, row);
    return text;
}

std::unique_ptr<http::Source> overview_xlsx(Overview const& o) {
    Workbook workbook({.sheet = "overview", .first_figure = first_figure});
    for (auto const& row : overview_rows(o)) workbook.add_row(row);
    return http::source_of(std::move(workbook));
}

} // namespace baton
