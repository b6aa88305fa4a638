// What SQLite's planner is told about the data: how many rows share a value of the columns of an index.
//
// Told nothing, it takes ten rows for any value of the first column. Every index begins with tenant_id, of which there
// is often but one value, so it would read a whole tenant where a narrow index is at hand. These are facts of the
// schema, the same in every installation, so that a statement is planned the same on an empty database and on a million
// tickets. https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table
#pragma once
#include "db/sqlite_connection.h"

namespace baton::db {

// Writes sqlite_stat1 where it says something else. Connections opened afterwards plan by it, and so does this one.
// Inside a transaction. Throws DbError.
void tell_planner(SqliteConnection&, Session&);

} // namespace baton::db
