#include "db/database.h"

#include "db/postgres_database.h"
#include "db/sqlite_database.h"

namespace baton::db {

std::unique_ptr<Database> open(Options const& options, std::span<Migration const> migrations) {
    if (options.url.empty()) return open_sqlite(options, migrations);
    return open_postgres(options, migrations);
}

std::unique_ptr<Database> open(Options const& options) { return open(options, embedded_migrations()); }

} // namespace baton::db
