#include "rows.h"

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <stdexcept>

namespace baton::bench {
namespace {

struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

[[noreturn]] void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }

Connection open(std::string const& file) {
    sqlite3* db = nullptr;
    int const result = sqlite3_open(file.c_str(), &db);
    Connection connection(db);
    if (result != SQLITE_OK) fail(db);
    return connection;
}

Statement prepare(sqlite3* db, std::string const& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(db);
    return Statement(statement);
}

void run(sqlite3* db, std::string const& sql) {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db);
}

Value value_at(sqlite3_stmt* row, int column) {
    auto const size = std::size_t(sqlite3_column_bytes(row, column));
    auto const* bytes = static_cast<unsigned char const*>(sqlite3_column_blob(row, column));
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return sqlite3_column_int64(row, column);
    case SQLITE_FLOAT:
        return sqlite3_column_double(row, column);
    case SQLITE_TEXT:
        return std::string(bytes, bytes + size);
    case SQLITE_BLOB:
        return Blob(bytes, bytes + size);
    default:
        return std::monostate();
    }
}

std::vector<std::string> texts(sqlite3* db, std::string const& sql) {
    std::vector<std::string> found;
    auto const statement = prepare(db, sql);
    while (sqlite3_step(statement.get()) == SQLITE_ROW)
        found.emplace_back(reinterpret_cast<char const*>(sqlite3_column_text(statement.get(), 0)));
    return found;
}

Table read_table(sqlite3* db, std::string const& name) {
    Table table{name, texts(db, "select name from pragma_table_info('" + name + "')"), {}};
    auto const statement = prepare(db, "select * from " + name);
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        auto& row = table.rows.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) row.push_back(value_at(statement.get(), i));
    }
    return table;
}

void bind(sqlite3_stmt* statement, int i, Value const& value) {
    if (auto const* integer = std::get_if<std::int64_t>(&value)) sqlite3_bind_int64(statement, i, *integer);
    else if (auto const* real = std::get_if<double>(&value)) sqlite3_bind_double(statement, i, *real);
    else if (auto const* text = std::get_if<std::string>(&value))
        sqlite3_bind_text(statement, i, text->data(), int(text->size()), SQLITE_STATIC);
    else if (auto const* blob = std::get_if<Blob>(&value))
        sqlite3_bind_blob(statement, i, blob->data(), int(blob->size()), SQLITE_STATIC);
    else sqlite3_bind_null(statement, i);
}

void insert(sqlite3* db, sqlite3_stmt* statement, std::vector<Value> const& row) {
    for (std::size_t i = 0; i < row.size(); ++i) bind(statement, int(i + 1), row[i]);
    if (sqlite3_step(statement) != SQLITE_DONE) fail(db);
    sqlite3_reset(statement);
}

} // namespace

Recording read_sqlite(std::string const& file) {
    auto const db = open(file);
    Recording recording;
    recording.schema = texts(db.get(), "select sql from sqlite_master where sql is not null order by type desc, rowid");
    recording.units = std::stoul(texts(db.get(), "select cast(count(*) as text) from tickets").at(0));
    for (auto const& name : texts(db.get(), "select name from sqlite_master where type = 'table'")) {
        auto table = read_table(db.get(), name);
        if (table.rows.size() * 2 >= recording.units)
            recording.tables.push_back(std::move(table)); // grows with tickets
    }
    return recording;
}

double write_sqlite(Recording const& recording, std::string const& file, std::size_t batch) {
    auto const db = open(file);
    run(db.get(), "pragma journal_mode = wal; pragma synchronous = full");
    for (auto const& statement : recording.schema) run(db.get(), statement);
    std::vector<Statement> inserts;
    for (auto const& table : recording.tables) inserts.push_back(prepare(db.get(), insert_statement(table, '?')));
    auto const started = std::chrono::steady_clock::now();
    for (std::size_t unit = 0; unit < recording.units;) {
        run(db.get(), "begin immediate");
        for (std::size_t n = 0; n < batch && unit < recording.units; ++n, ++unit)
            for (std::size_t t = 0; t < recording.tables.size(); ++t) {
                auto const rows = share(recording.tables[t], unit, recording.units);
                for (std::size_t i = rows.begin; i < rows.end; ++i)
                    insert(db.get(), inserts[t].get(), recording.tables[t].rows[i]);
            }
        run(db.get(), "commit");
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

} // namespace baton::bench
