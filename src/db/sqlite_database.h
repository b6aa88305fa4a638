// The database inside the process: one file in the data directory, one writer thread, a pool of
// readers, a checkpoint thread.
#pragma once
#include "db/database.h"
#include "db/migration_files.h"
#include "db/upgrade.h"

namespace baton::db {

// Locks the directory, opens and migrates. Throws DbError.
std::unique_ptr<Database> open_sqlite(Options const&, std::span<Migration const>, Ids, UpgradeRules const&);

} // namespace baton::db
