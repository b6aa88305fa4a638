// A PostgreSQL database on its way to the schema of this program: tried in a scratch database on the same server, then
// migrated in one transaction. The scratch database is a copy by the server itself where nobody else is connected, else
// by pg_dump and pg_restore; it is dropped afterwards, and what a killed one has left by the next. Throws DbError.
#pragma once
#include "db/postgres_connection.h"
#include "db/upgrade.h"

namespace baton::db {

// In the caller's transaction. Returns whether row-level security is on.
bool migrate_postgres(PostgresConnection&, Options const&, std::span<Migration const>, UpgradeRules const&);
// Nothing when the database is not older, or no rehearsal is wanted.
void rehearse_when_older(Options const&, std::span<Migration const>, UpgradeRules const&);
// As rehearse_upgrade(). Servers may run.
RehearsalReport rehearse_postgres(Options const&, std::span<Migration const>, UpgradeRules const&);

} // namespace baton::db
