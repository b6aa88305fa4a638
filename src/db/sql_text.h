// The few rewrites between the one dialect the code is written in and the two databases. Literals,
// quoted names and comments are left alone.
#pragma once
#include <string>
#include <string_view>

namespace baton::db {

// $1 → ?1: to SQLite "$1" is a name, bound in order of appearance.
std::string sqlite_statement(std::string_view sql);

// The aliases of migrations: the type blob → bytea; "without rowid" (a table clustered by its
// primary key) → nothing.
std::string postgres_migration(std::string_view sql);

} // namespace baton::db
