#include "report/csv.h"

#include "base/csv.h"

#include <array>
#include <fmt/format.h>

namespace baton {
namespace {

using Cells = std::array<std::string, 8>;

std::string number(std::int64_t n) { return std::to_string(n); }
std::string number(std::optional<double> n) { return n ? fmt::format("{:.1f}", *n) : ""; }

} // namespace

std::string overview_csv(Overview const& o) {
    std::string text(csv_mark);
    auto const row = [&](Cells const& cells) { append_csv_row(text, cells); };
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
    return text;
}

} // namespace baton
