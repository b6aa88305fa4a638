#include "db/sqlite_readers.h"

namespace baton::db {
namespace {

constexpr auto longest_read = std::chrono::seconds(2);
constexpr auto longest_wait = std::chrono::seconds(2);

void run_snapshot(SqliteConnection& connection, IdGenerator& ids, TenantId tenant,
                  std::function<void(Tx&)> const& unit) {
    SqliteSession session(connection, ids);
    session.exec("begin", {});
    Tx tx(session, tenant);
    unit(tx);
    if (session.failure()) std::rethrow_exception(session.failure());
}

} // namespace

SqliteReaders::Connection SqliteReaders::borrow() {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, longest_wait, [&] { return lent_ < most_; }))
        throw Unavailable("every read connection is in use");
    ++lent_;
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back()); // the last used has the warmest cache
    idle_.pop_back();
    return connection;
}

void SqliteReaders::give_back(Connection connection) {
    {
        std::lock_guard const lock(mutex_);
        --lent_;
        if (connection) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

void SqliteReaders::read(TenantId tenant, std::function<void(Tx&)> const& unit) {
    auto connection = borrow();
    try {
        if (!connection) connection = std::make_unique<SqliteConnection>(file_, SqliteConnection::Access::read);
        connection->set_deadline(SqliteConnection::Clock::now() + longest_read);
        run_snapshot(*connection, ids_, tenant, unit);
        connection->script("rollback"); // nothing was written
    } catch (DiskFailed const&) {
        give_back(nullptr); // a new connection starts with an empty cache
        throw;
    } catch (...) {
        if (connection && connection->in_transaction())
            sqlite3_exec(connection->get(), "rollback", nullptr, nullptr, nullptr);
        if (connection && connection->in_transaction()) connection.reset();
        give_back(std::move(connection));
        throw;
    }
    give_back(std::move(connection));
}

} // namespace baton::db
