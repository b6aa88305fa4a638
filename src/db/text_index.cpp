#include "db/text_index.h"

#include "db/postgres_text_index.h"
#include "db/sqlite_text_index.h"

namespace baton::db {

std::unique_ptr<TextIndex> open_text_index(Database& database, std::string const& data_dir) {
    if (database.dialect() == Dialect::postgres) return std::make_unique<PostgresTextIndex>(database);
    return std::make_unique<SqliteTextIndex>(data_dir + "/search.db");
}

} // namespace baton::db
