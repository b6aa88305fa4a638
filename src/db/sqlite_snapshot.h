// Copies of a SQLite database. The copy is made by one VACUUM INTO: one read transaction, so it ends however much is
// written meanwhile, while the stepwise backup API begins anew with every write of another connection.
#pragma once
#include "db/snapshot.h"
#include "db/sqlite_session.h"

namespace baton::db {

void copy_sqlite(std::string const& from, std::string const& to, IsOver const&);

class SqliteSnapshot final : public Snapshot {
public:
    explicit SqliteSnapshot(std::string const& file) : connection_(file, SqliteConnection::Access::read) {}
    void read(TenantId, Unit const&) override;
    std::vector<TableLayout> layouts() override;

private:
    void stream(TenantId, std::string const& sql, RowSink const&) override;

    SqliteConnection connection_;
    IdGenerator ids_{0, 0};
};

} // namespace baton::db
