#include "db/postgres_writer.h"

#include "db/error_kind.h"
#include "db/postgres_commit.h"

#include <random>

namespace baton::db {
namespace {

constexpr auto patience = std::chrono::seconds(60);
constexpr int most_tries = 10;
constexpr auto connecting = std::chrono::seconds(5); // after that, units fail at once until the server is back

// A forgotten lock or a dead client must not hold others for long.
constexpr auto settings = "set statement_timeout = 30000; set lock_timeout = 10000; "
                          "set idle_in_transaction_session_timeout = 5000";

// 1, 2, 4 … ms, up to twice that: those who met once should not meet again.
void pause_before(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    int const least = 1 << std::min(attempt, 7);
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(least, 2 * least)(random)));
}

void undo(PostgresConnection& connection) {
    try {
        if (connection.is_alive()) connection.rollback();
    } catch (ConnectionLost const&) { // undone by the server then
    }
}

bool is_worth_another_try(std::exception_ptr const& error) {
    return is_error<Conflicted>(error) || is_error<ConnectionLost>(error);
}

} // namespace

PostgresWriter::PostgresWriter(std::string url, PostgresNode& node, HealthReport& health, std::size_t max_queued,
                               int threads)
    : url_(std::move(url)), node_(node), health_(health), queue_(max_queued) {
    for (int i = 0; i < std::max(threads, 1); ++i) threads_.emplace_back([this] { work(); });
}

PostgresWriter::~PostgresWriter() {
    queue_.close();
    threads_.clear(); // joins
}

void PostgresWriter::work() {
    Connection connection;
    while (!queue_.is_over()) {
        auto unit = queue_.take(patience);
        if (!unit) continue;
        std::exception_ptr error;
        try {
            store(connection, *unit);
        } catch (...) {
            error = std::current_exception();
        }
        unit->answer(error);
        if (!error && after_commit_) after_commit_();
    }
}

void PostgresWriter::store(Connection& connection, QueuedUnit const& unit) {
    std::exception_ptr reason;
    for (int attempt = 0; attempt < most_tries; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        reason = nullptr;
        if (try_once(connection, unit, reason) == Try::stored) return;
    }
    std::rethrow_exception(reason);
}

PostgresWriter::Try PostgresWriter::try_once(Connection& connection, QueuedUnit const& unit,
                                             std::exception_ptr& reason) {
    connect(connection);
    auto const result = try_connected(*connection, unit, reason);
    if (is_error<ConnectionLost>(reason)) connection.reset();
    return result;
}

PostgresWriter::Try PostgresWriter::try_connected(PostgresConnection& connection, QueuedUnit const& unit,
                                                  std::exception_ptr& reason) {
    auto const thrown = run_unit(connection, unit, reason);
    if (!thrown) return commit(connection, reason);
    undo(connection);
    if (is_worth_another_try(reason)) return Try::again;
    std::rethrow_exception(thrown);
}

// What ended the unit, or null; `reason` is the database's part in it.
std::exception_ptr PostgresWriter::run_unit(PostgresConnection& connection, QueuedUnit const& unit,
                                            std::exception_ptr& reason) {
    auto const number = node_.number();
    PostgresSession session(connection, number->ids);
    try {
        connection.begin(unit.tenant);
        Tx tx(session, unit.tenant);
        unit.unit(tx);
        if (!session.failure() && !node_.cover(number)) throw Conflicted("the node number went to another process");
        return reason = session.failure();
    } catch (DbError const&) {
        reason = session.failure() ? session.failure() : std::current_exception();
        return std::current_exception();
    } catch (...) {
        reason = session.failure();
        return std::current_exception();
    }
}

PostgresWriter::Try PostgresWriter::commit(PostgresConnection& connection, std::exception_ptr& reason) {
    try {
        connection.commit();
        return Try::stored;
    } catch (CommitUnanswered const& lost) {
        reason = std::current_exception();
        switch (fate_of(lost, url_)) {
        case CommitFate::committed:
            return Try::stored;
        case CommitFate::undone:
            return Try::again;
        case CommitFate::unknown:
            throw OutcomeUnknown(lost.what());
        }
    } catch (DbError const&) {
        reason = std::current_exception();
        if (is_worth_another_try(reason)) return Try::again;
        throw;
    }
    return Try::again;
}

void PostgresWriter::connect(Connection& connection) {
    if (connection && !connection->is_alive()) connection.reset();
    for (int attempt = 1; !connection; ++attempt) {
        try {
            connection = std::make_unique<PostgresConnection>(url_, settings);
            health_.good();
        } catch (ConnectionLost const& error) {
            health_.bad(error.what());
            if (health_.bad_for() > connecting) throw;
            pause_before(attempt + 4);
        }
    }
}

} // namespace baton::db
