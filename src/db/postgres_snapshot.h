// Copies of a PostgreSQL database by its own tools. What is told about a dump is read in the snapshot it was made from.
#pragma once
#include "db/postgres_session.h"
#include "db/snapshot.h"

namespace baton::db {

class PostgresSnapshot final : public Snapshot {
public:
    explicit PostgresSnapshot(std::string const& url);
    void read(TenantId, Unit const&) override;
    std::vector<TableLayout> layouts() override;
    std::string name(); // for pg_dump --snapshot

private:
    void stream(TenantId, std::string const& sql, RowSink const&) override;
    void become(TenantId);

    PostgresConnection connection_;
    IdGenerator ids_{0, 0};
    int cursors_ = 0;
};

std::unique_ptr<Snapshot> dump_postgres(std::string const& url, std::string const& file, IsOver const&);

} // namespace baton::db
