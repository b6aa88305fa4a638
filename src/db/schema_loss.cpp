#include "db/schema_loss.h"

#include "db/sqlite_session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace baton::db {
namespace {

using Columns = std::map<std::string, std::set<std::string>>; // by table

constexpr auto of_sqlite = "select m.name, c.name from sqlite_schema m join pragma_table_info(m.name) c"
                           " where m.type = 'table' and substr(m.name, 1, 7) <> 'sqlite_'";
constexpr auto of_postgres = "select cast(table_name as text), cast(column_name as text)"
                             " from information_schema.columns where table_schema = current_schema()"
                             " and table_name not in ('search_places', 'search_texts')";

Columns columns_of(Session& session) {
    Columns all;
    session.query(session.dialect() == Dialect::sqlite ? of_sqlite : of_postgres, {}, [&](Row const& row) {
        if (row.bytes(0) != "schema_migrations") all[std::string(row.bytes(0))].emplace(row.bytes(1));
    });
    return all;
}

Columns columns_made_by(std::span<Migration const> migrations) {
    SqliteConnection connection(":memory:", SqliteConnection::Access::write);
    for (auto const& migration : migrations) connection.script(std::string(migration.sql));
    IdGenerator none(0, 0);
    SqliteSession session(connection, none);
    return columns_of(session);
}

} // namespace

std::string what_would_be_lost(Session& session, std::span<Migration const> known) {
    auto const here = columns_of(session), ours = columns_made_by(known);
    std::vector<std::string> names;
    for (auto const& [table, columns] : here) {
        auto const it = ours.find(table);
        if (it == ours.end()) names.push_back("table " + table);
        else
            for (auto const& column : columns)
                if (!it->second.contains(column)) names.push_back(fmt::format("column {}.{}", table, column));
    }
    if (names.empty()) return "They made no table and no column; what else they changed, only the newer program knows.";
    return fmt::format("Going back would lose what is in: {}.", fmt::join(names, ", "));
}

} // namespace baton::db
