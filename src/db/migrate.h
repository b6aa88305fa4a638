// Brings a database to the newest schema: numbered migrations, append-only, the same files on both
// databases, all pending ones in the caller's one transaction. Table schema_migrations remembers
// what was applied. Called once at open, on the opening thread.
#pragma once
#include "db/migration_files.h"
#include "db/session.h"

namespace baton::db {

// Runs any number of statements at once, without parameters or results.
using Script = std::function<void(std::string const& sql)>;

// Throws DbError, a sentence for the operator, when an applied migration was edited, a new one was
// put before an applied one, or the database is newer than this program.
// `before` is called once before anything is applied, and not at all when nothing is pending.
void migrate(Session&, Script const&, std::span<Migration const>, std::function<void()> const& before = {});

} // namespace baton::db
