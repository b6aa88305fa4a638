// A SQLite database on its way to the schema of this program: tried on a copy, then migrated in one transaction, with
// the file as it was kept beside it. Holds the data directory's lock throughout.
#pragma once
#include "db/sqlite_connection.h"
#include "db/upgrade.h"

namespace baton::db {

struct MigratedSqlite {
    std::unique_ptr<SqliteConnection> connection;
    std::int64_t mark = 0; // above which ids may be made
};
// Opens data_dir/baton.db, or makes it. After a failure the file is as it was before. Throws DbError.
MigratedSqlite open_migrated(Options const&, std::span<Migration const>, UpgradeRules const&);
// As rehearse_upgrade(). Needs no lock: a server may run.
RehearsalReport rehearse_sqlite(Options const&, std::span<Migration const>, UpgradeRules const&);

} // namespace baton::db
