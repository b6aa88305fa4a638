// One unit of work on a SQLite connection. The first error ends the unit: later calls throw it
// again, even when the unit swallowed it, because PostgreSQL can do no more either.
#pragma once
#include "db/sqlite_connection.h"

namespace baton::db {

class SqliteSession final : public Session {
public:
    SqliteSession(SqliteConnection& connection, IdGenerator& ids) : connection_(connection), ids_(ids) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    IdGenerator& ids() override { return ids_; }
    void exec(std::string_view sql, std::span<Param const>) override;
    std::int64_t change(std::string_view sql, std::span<Param const>) override;
    void query(std::string_view sql, std::span<Param const>, RowSink const&) override;

    std::exception_ptr failure() const { return failure_; }

private:
    SqliteConnection& connection_;
    IdGenerator& ids_;
    std::exception_ptr failure_;
};

} // namespace baton::db
