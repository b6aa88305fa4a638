// Row-level security on PostgreSQL: a second line behind the rule that every statement names its tenant. Policies made
// here from one rule for every table with a tenant_id let a transaction see, change and add rows of the tenant it named
// (PostgresConnection::begin) and no others; a transaction that named none has no tenant's rows. They hold for the
// owner of the tables too. That they are there is the switch: kept in the database, the same for every node.
//
// Outside of it are tables without tenant_id, which are the installation's — schema_migrations, nodes, master_keys —
// and, for reading only, the two that say which tenants there are: tables_read_by_all in the source.
#pragma once
#include "db/database.h"
#include "db/postgres_connection.h"

namespace baton::db {

// Both inside the transaction that migrates.

// Lets the owner, for the rest of the transaction, past the policies: a migration is about all tenants' rows.
void lift_row_security(PostgresConnection&);
// Switches it on or off where asked; where it is on, protects the tables that are not yet. Whether it is on. Throws
// DbError, a sentence for the operator, when it is and would be passed by, by a superuser or a role with BYPASSRLS.
bool settle_row_security(PostgresConnection&, RowSecurity wanted);

} // namespace baton::db
