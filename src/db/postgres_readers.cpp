#include "db/postgres_readers.h"

namespace baton::db {
namespace {

constexpr auto longest_read = std::chrono::seconds(2);
constexpr auto settings = "set statement_timeout = 2000; set idle_in_transaction_session_timeout = 10000";

// False when the connection is of no more use.
bool end_snapshot(PostgresConnection& connection) {
    try {
        if (connection.is_alive()) connection.rollback();
        return connection.is_alive();
    } catch (DbError const&) {
        return false;
    }
}

} // namespace

void PostgresReaders::read_on(Connection& connection, TenantId tenant, Unit const& unit) {
    if (!connection) connection = std::make_unique<PostgresConnection>(url_, settings);
    auto const number = node_.number();
    PostgresSession session(*connection, number->ids, PostgresSession::Clock::now() + longest_read);
    connection->begin_snapshot(tenant);
    Tx tx(session, tenant);
    unit(tx);
    if (session.failure()) std::rethrow_exception(session.failure());
    connection->finish_snapshot();
}

void PostgresReaders::read(TenantId tenant, Unit const& unit) {
    auto const ends = PostgresSession::Clock::now() + longest_read;
    for (;;) {
        auto connection = pool_.borrow();
        try {
            read_on(connection, tenant, unit);
            return pool_.give_back(std::move(connection));
        } catch (ConnectionLost const&) {
            bool const was_old = connection != nullptr; // all lent before a restart of the server are dead
            pool_.give_back(nullptr);
            if (!was_old || PostgresSession::Clock::now() > ends) throw;
        } catch (...) {
            if (connection && !end_snapshot(*connection)) connection = nullptr;
            pool_.give_back(std::move(connection));
            throw;
        }
    }
}

} // namespace baton::db
