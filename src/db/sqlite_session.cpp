#include "db/sqlite_session.h"

#include "db/bindable.h"
#include "db/statement_times.h"

namespace baton::db {
namespace {

// Numbers read as numbers and bytes as bytes, as on PostgreSQL; SQLite itself would convert.
class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override {
        refuse_bytes(column);
        return sqlite3_column_int64(statement_, column);
    }
    double real(int column) const override {
        refuse_bytes(column);
        return sqlite3_column_double(statement_, column);
    }
    std::string_view bytes(int column) const override {
        int const t = type(column);
        if (t == SQLITE_INTEGER || t == SQLITE_FLOAT) throw DbError("a number where text was expected" + at(column));
        auto const* const data = static_cast<char const*>(sqlite3_column_blob(statement_, column));
        return {data ? data : "", std::size_t(sqlite3_column_bytes(statement_, column))};
    }

private:
    int type(int column) const {
        if (column >= sqlite3_data_count(statement_)) throw DbError("no such column" + at(column));
        return sqlite3_column_type(statement_, column);
    }
    void refuse_bytes(int column) const {
        int const t = type(column);
        if (t == SQLITE_TEXT || t == SQLITE_BLOB) throw DbError("text where a number was expected" + at(column));
    }
    std::string at(int column) const { return " in column " + std::to_string(column) + ": " + sqlite3_sql(statement_); }

    sqlite3_stmt* statement_;
};

} // namespace

void SqliteSession::exec(std::string_view sql, std::span<Param const> params) {
    query(sql, params, [](Row const&) {});
}

void SqliteSession::begin() {
    SqliteConnection::Statement statement(connection_, "begin");
    statement.step();
}

std::int64_t SqliteSession::change(std::string_view sql, std::span<Param const> params) {
    exec(sql, params);
    return sqlite3_changes64(connection_.get());
}

void SqliteSession::query(std::string_view sql, std::span<Param const> params, RowSink const& sink) {
    if (failure_) std::rethrow_exception(failure_);
    try {
        if (std::exchange(begins_, Begins::already) == Begins::with_first_statement) begin();
        if (connection_.is_late()) throw Unavailable("took longer than reads may: " + std::string(sql));
        check_bindable(sql, params);
        StatementTimes::Stopwatch const watch(sql);
        SqliteConnection::Statement statement(connection_, sql);
        statement.bind(params);
        SqliteRow const row(statement.get());
        while (statement.step()) sink(row);
    } catch (DbError const&) {
        failure_ = std::current_exception();
        throw;
    }
}

} // namespace baton::db
