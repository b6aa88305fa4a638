// Brings a database to the newest schema: numbered migrations, append-only, the same files on both
// databases, all pending ones in the caller's one transaction. Table schema_migrations remembers
// what was applied. Called once at open, on the opening thread.
#pragma once
#include "db/migration_files.h"
#include "db/session.h"
#include <vector>

namespace baton::db {

// Runs any number of statements at once, without parameters or results.
using Script = std::function<void(std::string const& sql)>;

// What is applied, and what is to be. One without the table of migrations is at 0.
struct Standing {
    std::int64_t schema = 0;
    std::vector<Migration> pending;
    bool is_older() const { return schema > 0 && !pending.empty(); }
    std::vector<std::string> names() const; // of the pending ones
};
// Throws DbError as migrate() does, and applies nothing.
Standing standing_of(Session&, std::span<Migration const>);

// The database has migrations that this program does not know.
struct NewerDatabase : DbError {
    NewerDatabase(std::string const& why, std::int64_t first_unknown_) : DbError(why), first_unknown(first_unknown_) {}
    std::int64_t first_unknown;
};

// Throws DbError, a sentence for the operator, when an applied migration was edited, a new one was
// put before an applied one, or the database is newer than this program.
// `before` is called once before anything is applied, and not at all when nothing is pending. Returns how it stood.
Standing migrate(Session&, Script const&, std::span<Migration const>,
                 std::function<void(Standing const&)> const& before = {});

} // namespace baton::db
