// What an older program would lose of a newer database: the tables and columns that the migrations it does not know
// have made. Found by comparing the database with one that is made, empty and in memory, from the migrations it knows.
#pragma once
#include "db/migration_files.h"
#include "db/session.h"

namespace baton::db {

// One sentence.
std::string what_would_be_lost(Session&, std::span<Migration const> known);

} // namespace baton::db
