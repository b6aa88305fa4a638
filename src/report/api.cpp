#include "report/api.h"

#include "base/zone.h"
#include "http/file_name.h"
#include "http/workbook_source.h"
#include "report/spreadsheet.h"
#include "tenant/service.h"

#include <charconv>

namespace baton {
namespace {

// Ten years and the odd days: a report of a longer time is asked for in parts.
constexpr std::int64_t longest_s = 3'660 * std::int64_t(86'400), default_days = 30;

struct OverviewQuery {
    std::optional<std::string> from, to; // RFC 3339, or a date: when that begins in the tenant's zone
};
DESCRIBE(OverviewQuery, (), (from, to));

std::optional<std::int64_t> date_from(std::string const& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const digits = text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
    std::int64_t date = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), date);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return date;
}

Timestamp moment_of(std::string const& text, std::string const& field, std::string const& zone) {
    auto moment = from_rfc3339(text);
    if (auto const date = date_from(text); !moment && date) moment = day_start(*date, zone);
    if (!moment)
        throw Error(ErrorCode::invalid, field, "must be a date like 2026-11-21 or a time like 2026-11-21T08:30:00Z");
    return *moment;
}

Overview show(Tx& tx, api::Call<api::None, OverviewQuery> const& call) {
    auto const zone = zone_of_tenant(tx);
    Window window{after_seconds(call.now, -default_days * 86'400), after_seconds(call.now, 1)};
    Problems problems;
    problems.take([&] {
        if (call.query.to) window.to = moment_of(*call.query.to, "to", zone);
    });
    problems.take([&] {
        if (call.query.from) window.from = moment_of(*call.query.from, "from", zone);
        else window.from = after_seconds(window.to, -default_days * 86'400);
    });
    problems.raise();
    if (window.from >= window.to) throw Error(ErrorCode::invalid, "to", "must be after from");
    if (window.to - window.from > longest_s * microseconds_per_second)
        throw Error(ErrorCode::invalid, "to", "must be within ten years of from");
    return overview(tx, call.actor, window);
}

http::Response file(std::string_view name, std::string_view media_type) {
    http::Response response;
    response.headers = {{"Content-Type", std::string(media_type)},
                        {"Content-Disposition", http::attachment_disposition(std::string(name))},
                        {"Cache-Control", "no-store"}};
    return response;
}

http::Response show_csv(Tx& tx, api::Call<api::None, OverviewQuery> const& call) {
    auto response = file("overview.csv", "text/csv; charset=utf-8");
    response.body = overview_csv(show(tx, call));
    return response;
}

http::Response show_xlsx(Tx& tx, api::Call<api::None, OverviewQuery> const& call) {
    auto response = file("overview.xlsx", http::workbook_media_type);
    response.source = overview_xlsx(show(tx, call));
    return response;
}

} // namespace

void add_report_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::ticket);
    routes.read("/reports/overview", api::needs(Permission::tickets_read),
                "What was asked for in a time, what became of it, and how fast", show);
    routes.read("/reports/overview.csv", api::needs(Permission::tickets_read), "The same for spreadsheet programs",
                show_csv);
    routes.read("/reports/overview.xlsx", api::needs(Permission::tickets_read), "The same as a workbook", show_xlsx);
}

} // namespace baton
