// The read connections of SQLite, opened when first needed. Thread-safe.
#pragma once
#include "db/database.h"
#include "db/lending_pool.h"
#include "db/sqlite_session.h"

namespace baton::db {

class SqliteReaders {
public:
    SqliteReaders(std::string file, IdGenerator& ids, ReferenceCache& references, int most)
        : file_(std::move(file)), ids_(ids), references_(references), pool_(most) {}

    // One snapshot on the calling thread, at most 2 s. Throws Unavailable when every connection
    // stays in use for so long.
    void read(TenantId, Unit const&);

private:
    std::string const file_;
    IdGenerator& ids_;
    ReferenceCache& references_;
    LendingPool<SqliteConnection> pool_;
};

} // namespace baton::db
