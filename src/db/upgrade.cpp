#include "db/upgrade.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton::db {
namespace {

constexpr auto tables_of_sqlite =
    "select name from sqlite_schema where type = 'table' and substr(name, 1, 7) <> 'sqlite_' order by name";
constexpr auto tables_of_postgres = "select cast(relname as text) from pg_class where relkind = 'r' and relname not in "
                                    "('search_places', 'search_texts')"
                                    " and relnamespace = to_regnamespace(current_schema()::text) order by 1";

std::vector<std::string> all_tables(Session& session) {
    std::vector<std::string> all;
    session.query(session.dialect() == Dialect::sqlite ? tables_of_sqlite : tables_of_postgres, {},
                  [&](Row const& row) { all.emplace_back(row.bytes(0)); });
    return all;
}

// PostgreSQL asks at once what it would ask at commit.
void check_references(Session& session) {
    if (session.dialect() == Dialect::postgres) return session.exec("set constraints all immediate", {});
    std::string first;
    session.query(
        "select \"table\", coalesce(rowid, 0), parent from pragma_foreign_key_check limit 1", {}, [&](Row const& row) {
            first =
                fmt::format("row {} of {} refers to one that is not in {}", row.integer(1), row.bytes(0), row.bytes(2));
        });
    if (!first.empty()) throw DbError(fmt::format("A reference points nowhere after the migrations: {}.", first));
}

void refuse_lost_rows(RowCounts const& before, RowCounts const& after, std::vector<std::string> const& tables) {
    for (auto const& table : tables) {
        auto const was = before.find(table), is = after.find(table);
        if (was == before.end()) continue;
        auto const rows = is == after.end() ? 0 : is->second;
        if (rows < was->second)
            throw DbError(fmt::format("The migrations took {} of {} rows from {}, which must lose none.",
                                      was->second - rows, was->second, table));
    }
}

} // namespace

RowCounts count_rows(Session& session, std::vector<std::string> const& tables) {
    RowCounts counts;
    for (auto const& table : all_tables(session)) {
        if (!tables.empty() && std::ranges::find(tables, table) == tables.end()) continue;
        session.query(fmt::format("select count(*) from {}", table), {},
                      [&](Row const& row) { counts[table] = row.integer(0); });
    }
    return counts;
}

void check_migrated(Session& session, RowCounts const& before, RowCounts const& after, UpgradeRules const& rules) {
    check_references(session);
    refuse_lost_rows(before, after, rules.keep_rows);
    Tx tx(session, default_tenant);
    rules.works(tx);
}

std::string told(RehearsalReport const& report) {
    if (report.migrations.empty())
        return "There is nothing to upgrade: the database has every migration of this program.\n";
    auto text = fmt::format(
        "rehearsed on a copy of {} KB: copied in {:.1f} s, migrated in {:.1f} s, checked in {:.1f} s\n"
        "migrations: {}\n",
        report.bytes / 1000, report.copy_s, report.migrate_s, report.check_s, fmt::join(report.migrations, ", "));
    for (auto const& [table, rows] : report.before) {
        auto const after = report.after.find(table);
        if (after == report.after.end()) text += fmt::format("table {}: {} rows, gone afterwards\n", table, rows);
        else if (after->second != rows)
            text += fmt::format("table {}: {} rows, {} afterwards\n", table, rows, after->second);
    }
    for (auto const& [table, rows] : report.after)
        if (!report.before.contains(table)) text += fmt::format("table {}: new, {} rows\n", table, rows);
    return text;
}

} // namespace baton::db
