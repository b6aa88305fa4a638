#include "db/check_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace baton::db {

void check_columns(Tx& tx, std::string_view table, std::vector<std::string_view> const& columns) {
    std::set<std::string, std::less<>> there;
    std::string_view const sql = tx.dialect() == Dialect::sqlite
                                     ? "select name from pragma_table_info($1)"
                                     : "select cast(column_name as text) from information_schema.columns "
                                       "where table_schema = current_schema() and table_name = $1";
    tx.query(
        sql, [&](Row const& row) { there.emplace(row.bytes(0)); }, table);
    if (there.empty()) throw DbError(fmt::format("there is no table {}", table));
    std::vector<std::string_view> missing;
    for (auto const name : columns)
        if (!there.contains(name)) missing.push_back(name);
    if (!missing.empty()) throw DbError(fmt::format("table {} has no column {}", table, fmt::join(missing, ", ")));
}

} // namespace baton::db
