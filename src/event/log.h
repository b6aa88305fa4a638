// The life of the log after a commit: numbering (sequencer), sealing, and the readers that follow
// it. One Log per process; its thread does the work, everything here is thread-safe.
#pragma once
#include "db/database.h"
#include "event/event.h"
#include <chrono>
#include <span>

namespace baton {

// Follows the log with a durable cursor. `apply` runs inside the unit of work that also moves the
// cursor: what it writes through the Tx happens exactly once. It must not reach outside the process.
class Reader {
public:
    virtual ~Reader() = default;
    virtual std::string_view name() const = 0; // key of its cursor; never changes
    virtual void apply(Tx&, std::span<Event const>) = 0;
};

// Follows the log from start() on, in memory only (live feed). Called on the log's
// thread, in seq order, each event once; must be short.
using Follower = std::function<void(TenantId, std::span<Event const>)>;
// Whether a follower has use for events now. Who lets it become true must look up the head of the log afterwards and
// count on nothing before it.
using Listening = std::function<bool()>;

// How far a durable reader is behind, in events over all tenants, and why when it fails.
struct ReaderStatus {
    std::string reader;
    std::int64_t lag = 0;
    std::string error; // of the last try, "" when that went well
};

struct LogOptions {
    // PostgreSQL: after a node dies without stop(), another one numbers its tenants this much later.
    std::chrono::milliseconds lease{3000};
};

class Log {
public:
    // Registers the sequencer with the database (before_commit on SQLite): nothing may have been
    // written through it yet. Add readers and followers before start().
    explicit Log(db::Database&, LogOptions = LogOptions());
    ~Log(); // stops
    void add(std::unique_ptr<Reader>);
    void add(
        Follower, Listening = [] { return true; });
    // Called when there is something new in the numbered log; any thread, must be short.
    void on_news(std::function<void()>);
    void start();
    void stop();
    // Waits until everything committed before the call is numbered and seen by all readers.
    // False when that took longer than the deadline. For tests and `verify`.
    bool settle(std::chrono::milliseconds deadline);
    std::vector<ReaderStatus> status() const;

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

// The position up to which a reader has seen the log (0 = nothing).
std::int64_t reader_cursor(Tx&, std::string_view reader);

// Proves the chain of one tenant: gapless numbers, leaf = H(header ‖ H(salt ‖ content)), Merkle root
// per batch, each root chained to the one before; erased content must be named by an `erased` event.
struct Verification {
    bool intact = true;
    std::int64_t events = 0, batches = 0, erased = 0, unnumbered = 0;
    std::string first_break; // "batch 12 (events 340..351): root does not match; event 345 changed", "" when intact
};
Verification verify_chain(db::Database&, TenantId);

} // namespace baton
