// The read connections of PostgreSQL, opened when first needed. Thread-safe.
#pragma once
#include "db/database.h"
#include "db/lending_pool.h"
#include "db/postgres_node.h"

namespace baton::db {

class PostgresReaders {
public:
    PostgresReaders(std::string url, PostgresNode& node, int most) : url_(std::move(url)), node_(node), pool_(most) {}

    // One snapshot on the calling thread, at most 2 s; again on another connection when one was lost.
    void read(TenantId, Unit const&);

private:
    using Connection = std::unique_ptr<PostgresConnection>;

    void read_on(Connection&, TenantId, Unit const&);

    std::string const url_;
    PostgresNode& node_;
    LendingPool<PostgresConnection> pool_;
};

} // namespace baton::db
