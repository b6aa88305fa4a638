// Names for ids, a page at a time: one statement however many there are.
#pragma once
#include "db/tx.h"

namespace baton::db {

using Names = std::map<std::int64_t, std::string>;

// `table` has the columns id and `column` and is the caller's own.
inline Names read_names(Tx& tx, std::string_view table, std::string_view column, std::vector<std::int64_t> const& ids) {
    Names names;
    Params params;
    std::string sql = "select id, " + std::string(column) + " from " + std::string(table) +
                      " where tenant_id = " + params.mark(tx.tenant()) + " and id in (";
    for (std::size_t i = 0; i < ids.size(); ++i) sql += (i ? ", " : "") + params.mark(ids[i]);
    tx.query_with(sql + ")", params, [&](Row const& row) { names.emplace(row.integer(0), row.bytes(1)); });
    return names;
}

inline Names names_of(Tx& tx, std::string_view table, std::string_view column, std::vector<std::int64_t> const& ids) {
    if (ids.empty()) return {};
    auto const read = [&] { return read_names(tx, table, column, ids); };
    if (ids.size() > 1) return read();
    // Most of what is written needs one name.
    auto const key = std::string(table) + " " + std::to_string(ids[0]);
    auto const first = [&]() -> std::optional<std::string> {
        auto names = read();
        if (names.empty()) return std::nullopt;
        return std::move(names.begin()->second);
    };
    auto const name = tx.remember<std::string>({table}, key, first);
    return name ? Names{{ids[0], *name}} : Names{};
}

} // namespace baton::db
