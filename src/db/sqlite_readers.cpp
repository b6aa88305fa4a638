#include "db/sqlite_readers.h"

namespace baton::db {
namespace {

constexpr auto longest_read = std::chrono::seconds(2);

void run_snapshot(SqliteConnection& connection, SqliteSession& session, TenantId tenant, Unit const& unit) {
    connection.set_deadline(SqliteConnection::Clock::now() + longest_read);
    Tx tx(session, tenant);
    unit(tx);
    if (session.failure()) std::rethrow_exception(session.failure());
}

// Nothing was written, so there is nothing to commit. False when the connection is of no more use.
bool end_snapshot(SqliteConnection& connection) {
    connection.set_deadline(SqliteConnection::Clock::time_point::max());
    if (connection.in_transaction()) sqlite3_exec(connection.get(), "rollback", nullptr, nullptr, nullptr);
    return !connection.in_transaction();
}

} // namespace

void SqliteReaders::read(TenantId tenant, Unit const& unit) {
    ReferenceView const references(references_);
    auto connection = pool_.borrow();
    try {
        if (!connection) connection = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::read);
        SqliteSession session(*connection, ids_, references, SqliteSession::Begins::with_first_statement);
        run_snapshot(*connection, session, tenant, unit);
    } catch (DiskFailed const&) {
        pool_.give_back(nullptr); // a new connection starts with an empty cache
        throw;
    } catch (...) {
        if (connection && !end_snapshot(*connection)) connection = nullptr;
        pool_.give_back(std::move(connection));
        throw;
    }
    if (!end_snapshot(*connection)) connection = nullptr;
    pool_.give_back(std::move(connection));
}

} // namespace baton::db
