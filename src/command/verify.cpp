#include "command/verify.h"

#include "attachment/inspection.h"
#include "backup/references.h"
#include "event/log.h"
#include "report/service.h"
#include "tenant/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

constexpr auto longest_indexing = std::chrono::minutes(30);

class Report {
public:
    void good(std::string const& line) { result_.output += line + "\n"; }
    void bad(std::string const& line) {
        good(line);
        result_.exit_code = 1;
    }
    CommandResult const& result() const { return result_; }

private:
    CommandResult result_;
};

void verify_events(db::Database& database, TenantId tenant, Report& report) {
    auto const chain = verify_chain(database, tenant);
    report.good(fmt::format("events {}, batches {}, erased {}, unnumbered {}", chain.events, chain.batches,
                            chain.erased, chain.unnumbered));
    if (chain.intact) report.good("chain intact");
    else report.bad(fmt::format("chain broken: {}", chain.first_break));
}

void verify_counts(db::Database& database, TenantId tenant, Report& report) {
    auto const counts = db::look(database, tenant, [](Tx& tx) { return check_ticket_counts(tx); });
    if (counts.empty()) report.good("counts agree");
    else report.bad(fmt::format("counts differ: {}", counts));
}

void verify_references(db::Database& database, TenantId tenant, Report& report) {
    auto const found = check_references(database, tenant);
    if (found.broken == 0) report.good(fmt::format("references intact: {}", found.references));
    else report.bad(fmt::format("references broken: {}, the first: {}", found.broken, found.first_broken));
}

void verify_attachments(db::Database& database, FileStore const& files, TenantId tenant, Report& report) {
    auto const found = inspect_attachments(database, files, tenant);
    if (found.wrong == 0) report.good(fmt::format("attachments intact: {}, {} bytes", found.rows, found.bytes));
    else report.bad(fmt::format("attachments damaged: {} of {}", found.wrong, found.rows));
    for (auto const& problem : found.problems) report.bad(fmt::format("  {}", problem));
    if (found.orphans > 0)
        report.good(
            fmt::format("  {} files belong to no attachment, such as {}: the server sweeps them when they are a "
                        "day old",
                        found.orphans, found.first_orphan));
}

bool catch_up(Search& search, TenantId tenant) {
    auto const end = std::chrono::steady_clock::now() + longest_indexing;
    while (!search.catch_up(tenant))
        if (std::chrono::steady_clock::now() > end) return false;
    return true;
}

void verify_search(db::Database& database, Search& search, TenantId tenant, Report& report) {
    if (!catch_up(search, tenant))
        return report.bad(fmt::format("search does not follow the log: {}", search.status().error));
    auto const found = compare_index(database, search, tenant);
    auto const id = [](std::optional<std::int64_t> const& first) { return first.value_or(0); };
    if (found.missing + found.surplus + found.stale == 0)
        return report.good(fmt::format("search agrees: {} tickets", found.tickets));
    report.bad(
        fmt::format("search differs: {} tickets are not in it (first {}), {} in it are no tickets (first {}), {} "
                    "say something else (first {}). Stop the server, delete search.db, start it: the index is "
                    "made anew.",
                    found.missing, id(found.first_missing), found.surplus, id(found.first_surplus), found.stale,
                    id(found.first_stale)));
}

} // namespace

CommandResult verify_installation(db::Database& database, FileStore const& files, Search& search,
                                  std::function<bool()> const& settle, std::function<bool()> const& is_over) {
    if (!settle()) return {1, "the log's readers did not catch up in time; look at /metrics\n"};
    auto const tenants = db::look(database, default_tenant, tenants_of_installation);
    Report report;
    for (auto const& tenant : tenants) {
        if (tenants.size() > 1) report.good(fmt::format("tenant {} {}", tenant.id.value, tenant.name));
        using Step = std::function<void()>;
        for (auto const& step : {Step([&] { verify_events(database, tenant.id, report); }),
                                 Step([&] { verify_counts(database, tenant.id, report); }),
                                 Step([&] { verify_references(database, tenant.id, report); }),
                                 Step([&] { verify_attachments(database, files, tenant.id, report); }),
                                 Step([&] { verify_search(database, search, tenant.id, report); })}) {
            if (is_over && is_over()) return {1, "given up: the program ends\n"};
            step();
        }
    }
    return report.result();
}

CommandResult verify_beside(db::Database& database, std::filesystem::path const& data_dir,
                            std::function<bool()> const& settle, std::function<bool()> const& is_over) {
    Search search(database, db::open_text_index(database, data_dir.string()));
    search.start();
    return verify_installation(database, FileStore(data_dir), search, settle, is_over);
}

} // namespace baton
