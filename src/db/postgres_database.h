// The server database: write workers, read connections and a leased node number. Other processes
// may work on the same database.
#pragma once
#include "db/upgrade.h"

namespace baton::db {

// Checks the server, migrates (one process at a time) and takes a node number. Throws DbError.
std::unique_ptr<Database> open_postgres(Options const&, std::span<Migration const>, Ids, UpgradeRules const&);

} // namespace baton::db
