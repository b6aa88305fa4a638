#include "db/sqlite_planner.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace baton::db {
namespace {

constexpr std::int64_t table_rows = 1'000'000;
constexpr std::int64_t partial_rows = 10'000; // of an index that has only some rows: those still to be worked on

// Of a million rows, how many have the same value. For what is not named here: ten.
struct Shared {
    std::string_view column;
    std::int64_t rows;
};
constexpr std::array shared{
    Shared{"tenant_id", 500'000},
    Shared{"visibility", 500'000},
    Shared{"routing", 500'000},
    Shared{"status_category", 150'000},
    Shared{"status", 150'000},
    Shared{"field", 200'000},
    Shared{"department_id", 100'000},
    Shared{"opened_department_id", 100'000},
    Shared{"field_id", 100'000},
    Shared{"kind", 100'000},
    Shared{"state", 100'000},
    Shared{"type_id", 50'000},
    Shared{"assignee_id", 5'000},
    Shared{"created_by", 5'000},
    Shared{"tag", 5'000},
    Shared{"user_id", 2'000},
    Shared{"organization_id", 20},
    Shared{"id", 1},
    Shared{"number", 1},
    Shared{"seq", 1},
};
constexpr std::int64_t shared_by_default = 10;
constexpr std::int64_t shared_of_expression = 250'000; // the rank of a priority

struct Index {
    std::string table;
    bool unique = false;
    bool partial = false;
    std::vector<std::string> columns; // empty: an expression
};

std::map<std::string, Index> indexes(Session& session) {
    std::map<std::string, Index> all;
    session.query("select l.name, t.name, l.\"unique\", l.partial, coalesce(c.name, '') from sqlite_schema t,"
                  " pragma_index_list(t.name) l, pragma_index_info(l.name) c"
                  " where t.type = 'table' and t.name not like 'sqlite%' order by l.name, c.seqno",
                  {}, [&](Row const& row) {
                      auto& index = all[std::string(row.bytes(0))];
                      index.table = row.bytes(1);
                      index.unique = row.integer(2) != 0;
                      index.partial = row.integer(3) != 0;
                      index.columns.emplace_back(row.bytes(4));
                  });
    return all;
}

std::int64_t rows_sharing(std::string const& column) {
    if (column.empty()) return shared_of_expression;
    auto const it = std::ranges::find(shared, column, &Shared::column);
    return it == shared.end() ? shared_by_default : it->rows;
}

// "rows, rows with one value of the first column, of the first two …", as ANALYZE would write it.
std::string facts_of(Index const& index) {
    auto const rows = index.partial ? partial_rows : table_rows;
    auto text = std::to_string(rows);
    auto left = rows;
    for (std::size_t i = 0; i < index.columns.size(); ++i) {
        bool const whole_key = index.unique && i + 1 == index.columns.size();
        left = whole_key ? 1 : std::max<std::int64_t>(1, left * rows_sharing(index.columns[i]) / table_rows);
        text += fmt::format(" {}", left);
    }
    return text + " noskipscan";
}

using Facts = std::map<std::string, std::string>; // by index

Facts known_facts(Session& session) {
    Facts facts;
    session.query("select idx, stat from sqlite_stat1 where idx is not null", {},
                  [&](Row const& row) { facts[std::string(row.bytes(0))] = row.bytes(1); });
    return facts;
}

void write_facts(Session& session, std::map<std::string, Index> const& all, Facts const& facts) {
    auto const text = [](std::string_view v) { return Param{.kind = Param::Kind::text, .bytes = v}; };
    session.exec("delete from sqlite_stat1", {});
    for (auto const& [name, stat] : facts) {
        std::array const values{text(all.at(name).table), text(name), text(stat)};
        session.exec("insert into sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)", values);
    }
}

} // namespace

void tell_planner(SqliteConnection& connection, Session& session) {
    connection.script("analyze sqlite_schema"); // makes the table where there is none, and looks at no row
    auto const all = indexes(session);
    Facts facts;
    for (auto const& [name, index] : all) facts[name] = facts_of(index);
    if (facts == known_facts(session)) return;
    write_facts(session, all, facts);
    connection.script("analyze sqlite_schema"); // reads it again
}

} // namespace baton::db
