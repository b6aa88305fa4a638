#include "db/table_import.h"

#include <filesystem>
#include <fmt/ranges.h>

namespace baton::db {
namespace {

constexpr std::string_view progress_table = "import_progress";
constexpr std::size_t rows_of_statement = 32;
constexpr std::string_view migrations_table = "schema_migrations", nodes_table = "nodes";

void add(Params& params, TableLayout::Kind kind, Value const& value) {
    using Kind = TableLayout::Kind;
    bool const is_null = std::holds_alternative<std::monostate>(value);
    auto const* text = std::get_if<std::string>(&value);
    switch (kind) {
    case Kind::integer:
        params.integer(is_null ? 0 : std::get<std::int64_t>(value));
        break;
    case Kind::real:
        params.real(is_null ? 0 : std::get<double>(value));
        break;
    case Kind::text:
        params.text(is_null ? std::string_view() : *text);
        break;
    case Kind::blob:
        params.blob(is_null ? std::string_view() : *text);
        break;
    }
    params.list.back().null = is_null;
}

std::string insert_statement(TableLayout const& layout, std::size_t rows) {
    std::vector<std::string_view> names;
    for (auto const& column : layout.columns) names.push_back(column.name);
    std::string lines;
    int mark = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        lines += row == 0 ? "(" : ", (";
        for (std::size_t i = 0; i < names.size(); ++i) lines += fmt::format("{}${}", i == 0 ? "" : ", ", ++mark);
        lines += ")";
    }
    return fmt::format("insert into {} ({}) values {}", layout.table, fmt::join(names, ", "), lines);
}

// The one row that the first migration makes, as it makes it.
bool is_first_tenant(Snapshot& snapshot) {
    bool is_as_made = true;
    snapshot.read(default_tenant, [&](Tx& tx) {
        tx.query("select tenant_id, name, created_at from tenants", [&](Row const& row) {
            is_as_made = is_as_made && row.integer(0) == 1 && row.bytes(1) == "default" && row.integer(2) == 0;
        });
    });
    return is_as_made;
}

bool has_rows(Snapshot& snapshot, TableLayout const& layout, std::vector<TenantId> const& tenants) {
    for (auto const tenant : tenants) {
        bool found = false;
        snapshot.read(tenant, [&](Tx& tx) {
            tx.query(fmt::format("select 1 from {} limit 1", layout.table), [&](Row const&) { found = true; });
        });
        if (found) return true;
    }
    return false;
}

} // namespace

bool is_of_the_database(std::string_view table) {
    return table == migrations_table || table == nodes_table || table == progress_table;
}

bool is_import_under_way(Place const& place) {
    auto const file = place.data_dir + "/baton.db";
    if (place.url.empty() && !std::filesystem::exists(file)) return false;
    auto const layouts = (place.url.empty() ? read_database_file(file) : read_server(place.url))->layouts();
    return std::ranges::find(layouts, progress_table, &TableLayout::table) != layouts.end();
}

void begin_import(Tx& tx, std::string const& source) {
    tx.exec("delete from tenants where tenant_id = $1", default_tenant);
    tx.exec("create table import_progress (source text not null primary key, parts bigint not null)");
    tx.exec("insert into import_progress (source, parts) values ($1, 0)", source);
}

ImportProgress import_progress(Tx& tx) {
    ImportProgress progress;
    tx.query("select source, parts from import_progress", [&](Row const& row) {
        progress = {std::string(row.bytes(0)), row.integer(1)};
    });
    return progress;
}

void note_imported(Tx& tx, std::int64_t parts) { tx.exec("update import_progress set parts = $1", parts); }

// Many rows in a statement: on PostgreSQL each waits for its answer. What is left over goes one by one, so that no more
// than two statements of a table are prepared.
void insert_rows(Tx& tx, TableLayout const& layout, std::vector<Values> const& rows) {
    for (std::span<Values const> rest = rows; !rest.empty();) {
        auto const some = rest.first(rest.size() >= rows_of_statement ? rows_of_statement : 1);
        Params params(some.size() * layout.columns.size());
        for (auto const& row : some)
            for (std::size_t i = 0; i < row.size(); ++i) add(params, layout.columns[i].kind, row[i]);
        tx.query_with(insert_statement(layout, some.size()), params, [](Row const&) {});
        rest = rest.subspan(some.size());
    }
}

void end_import(Tx& tx, DatabaseRows const& rows) {
    tx.exec("delete from schema_migrations");
    insert_rows(tx, rows.migrations, rows.applied);
    for (auto const node : rows.nodes)
        tx.exec("insert into nodes (node_id, holder, until_at, high_water) values ($1, '', 0, 0) "
                "on conflict (node_id) do nothing",
                node);
    tx.exec("update nodes set high_water = $1 where high_water < $1", rows.highest_mark);
    tx.exec("drop table import_progress");
}

bool is_untouched(Snapshot& snapshot) {
    auto const tenants = snapshot.tenants();
    for (auto const& layout : snapshot.layouts())
        if (layout.table != "tenants" && !is_of_the_database(layout.table) && has_rows(snapshot, layout, tenants))
            return false;
    return tenants == std::vector{default_tenant} && is_first_tenant(snapshot);
}

} // namespace baton::db
