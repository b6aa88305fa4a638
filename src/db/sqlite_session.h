// One unit of work on a SQLite connection. The first error ends the unit: later calls throw it
// again, even when the unit swallowed it, because PostgreSQL can do no more either.
#pragma once
#include "db/past_ids.h"
#include "db/sqlite_connection.h"

namespace baton::db {

class SqliteSession final : public Session {
public:
    // Begins its snapshot with its first statement when told so: what memory answers needs none.
    enum class Begins { already, with_first_statement };
    SqliteSession(SqliteConnection& connection, IdGenerator& ids, std::optional<ReferenceView> references = {},
                  Begins begins = Begins::already)
        : connection_(connection), ids_(ids), references_(references), begins_(begins) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    IdGenerator& ids() override { return PastIds::or_else(ids_); }
    ReferenceView* references() override { return references_ ? &*references_ : nullptr; }
    void exec(std::string_view sql, std::span<Param const>) override;
    std::int64_t change(std::string_view sql, std::span<Param const>) override;
    void query(std::string_view sql, std::span<Param const>, RowSink const&) override;

    std::exception_ptr failure() const { return failure_; }

private:
    void begin();

    SqliteConnection& connection_;
    IdGenerator& ids_;
    std::optional<ReferenceView> references_;
    Begins begins_;
    std::exception_ptr failure_;
};

} // namespace baton::db
