// The database behind the product: SQLite inside the process, or PostgreSQL. Thread-safe.
// A unit of work is a function over a Tx; it may run more than once (a lost group, a deadlock), so
// it must have no effect but through its Tx and its captured results. The first error of the
// database ends the unit, also when the unit catches it.
#pragma once
#include "db/migration_files.h"
#include "db/tx.h"
#include <exception>
#include <future>
#include <memory>

namespace baton::db {

using Unit = std::function<void(Tx&)>;
// Called once, on a database thread, after the unit is durably committed (null) or has failed.
// Must be short and must not throw.
using Done = std::function<void(std::exception_ptr)>;

enum class Urgency { normal, bulk }; // bulk: slices of at most 100 rows, run when nothing else waits

struct Health {
    bool ready = false;
    std::string reason;        // why not, one sentence for the operator
    std::size_t queued = 0;    // units waiting to be written
    std::size_t wal_bytes = 0; // SQLite only
    bool row_security = false; // as the database was opened; PostgreSQL only
};

class Database {
public:
    virtual ~Database() = default;
    virtual Dialect dialect() const = 0;
    // Fails at once with Unavailable (through `done`) when the queue is full.
    virtual void write(TenantId, Unit, Done, Urgency = Urgency::normal) = 0;
    // Runs on the calling thread over one consistent snapshot; at most 2 s. Sees every write whose
    // Done was called before. Writing through this Tx fails.
    virtual void read(TenantId, Unit const&) = 0;
    virtual Health health() const = 0;
    // Soon, what was deleted is no longer in the log file either. SQLite empties it; PostgreSQL's own log and the
    // space of deleted rows are the operator's (vacuum). Thread-safe.
    virtual void forget_deleted() = 0;

    // SQLite: runs in the writer's transaction before each group commits, once for each tenant
    // written to in the group. PostgreSQL: not called; there the sequencer is a worker of its own.
    // Set before the first write.
    virtual void before_commit(Unit) = 0;
    // Called on a database thread (PostgreSQL: any of several at once) after something was committed by
    // this process. Must be short. Set before the first write.
    virtual void after_commit(std::function<void()>) = 0;
};

// PostgreSQL itself refuses rows of another tenant than the unit's; kept in the database once switched on.
enum class RowSecurity { as_it_is, on, off };

struct Options {
    std::string url; // "" = SQLite in data_dir/baton.db, else postgresql://…
    std::string data_dir;
    std::size_t max_queued = 4096;
    int connections = 16;                           // PostgreSQL write workers, and readers' connections on both
    std::shared_ptr<KeyRing> keys = {};             // without it Tx::vault() refuses
    std::vector<std::string> reference_tables = {}; // what Tx::remember may keep; they need rowids
    RowSecurity row_security = RowSecurity::as_it_is;
};

// Opens and migrates. Throws DbError with a sentence for the operator.
std::unique_ptr<Database> open(Options const&);
// With other migrations than the embedded ones, for tests.
std::unique_ptr<Database> open(Options const&, std::span<Migration const>);

// Runs a unit and waits for its commit. Not for database threads.
template <class F> auto run(Database& database, TenantId tenant, F f, Urgency urgency = Urgency::normal) {
    using Result = std::invoke_result_t<F&, Tx&>;
    // Shared: the database thread is still inside set_value when the waiter has gone on already.
    auto const done = std::make_shared<std::promise<void>>();
    auto const finish = [done](std::exception_ptr error) { error ? done->set_exception(error) : done->set_value(); };
    if constexpr (std::is_void_v<Result>) {
        database.write(
            tenant, [&](Tx& tx) { f(tx); }, finish, urgency);
        done->get_future().get();
    } else {
        std::optional<Result> result;
        database.write(
            tenant, [&](Tx& tx) { result.emplace(f(tx)); }, finish, urgency);
        done->get_future().get();
        return std::move(*result);
    }
}

template <class F> auto look(Database& database, TenantId tenant, F f) {
    using Result = std::invoke_result_t<F&, Tx&>;
    std::optional<Result> result;
    database.read(tenant, [&](Tx& tx) { result.emplace(f(tx)); });
    return std::move(*result);
}

} // namespace baton::db
