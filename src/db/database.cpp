#include "db/database.h"

#include "db/sqlite_database.h"

namespace baton::db {

std::unique_ptr<Database> open(Options const& options, std::span<Migration const> migrations) {
    if (options.url.empty()) return open_sqlite(options, migrations);
    throw DbError("PostgreSQL is not there yet.");
}

std::unique_ptr<Database> open(Options const& options) { return open(options, embedded_migrations()); }

} // namespace baton::db
