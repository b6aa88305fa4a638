// The threads that write to PostgreSQL: each has a connection and takes one unit at a time from a
// common queue. A unit is run again after a deadlock, a serialization failure or a lost connection.
#pragma once
#include "db/postgres_node.h"
#include "db/unit_queue.h"

namespace baton::db {

class PostgresWriter {
public:
    PostgresWriter(std::string url, PostgresNode& node, HealthReport& health, std::size_t max_queued, int threads);
    ~PostgresWriter(); // stores what is queued, then stops

    void after_commit(std::function<void()> f) { after_commit_ = std::move(f); }
    void write(QueuedUnit unit) { queue_.put(std::move(unit)); }
    std::size_t queued() const { return queue_.size(); }

private:
    using Connection = std::unique_ptr<PostgresConnection>;
    enum class Try { stored, again };

    void work();
    void store(Connection&, QueuedUnit const&);
    Try try_once(Connection&, QueuedUnit const&, std::exception_ptr& reason);
    Try try_connected(PostgresConnection&, QueuedUnit const&, std::exception_ptr& reason);
    std::exception_ptr run_unit(PostgresConnection&, QueuedUnit const&, std::exception_ptr& reason);
    Try commit(PostgresConnection&, std::exception_ptr& reason);
    void connect(Connection&);

    std::string const url_;
    PostgresNode& node_;
    HealthReport& health_;
    UnitQueue queue_;
    std::function<void()> after_commit_;
    std::vector<std::jthread> threads_;
};

} // namespace baton::db
