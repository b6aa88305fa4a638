// PostgreSQL's own programs, run as children: pg_dump, pg_restore, createdb, dropdb. The password of a URL goes to them
// through the environment, never as an argument. Throws DbError with what they said.
#pragma once
#include "db/snapshot.h"

namespace baton::db {

// words[0] is found in PATH. Waits until it ended; ended by us when `is_over` says so.
void run_postgres_tool(std::vector<std::string> words, std::string const& url, IsOver const&);
// "host='…' dbname='…'", with another database where one is named.
std::string conninfo_without_password(std::string const& url, std::string const& database = {});
// The same for ourselves, with the password.
std::string url_of_database(std::string const& url, std::string const& database);

} // namespace baton::db
