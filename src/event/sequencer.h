// Numbers committed events without gaps per tenant and seals each run of numbers in a batch: on SQLite inside the
// transaction that wrote them, on PostgreSQL after commit by the node that holds the tenant's lease.
#pragma once
#include "db/database.h"
#include "event/rounds.h"

namespace baton {

using db::Tx;

// At most this many events get their number in one unit.
inline constexpr int numbering_slice = 500;

// Numbers up to a slice of the tenant's events and seals everything numbered. Returns how many got a number here: fewer
// than a slice means that none was left. REQUIRES: no other unit numbers this tenant now (SQLite: the one writer,
// PostgreSQL: the lease row is held).
std::int64_t number_pending(Tx&);

// The numbering of one node on PostgreSQL. One thread.
class Sequencer {
public:
    // Calls `numbered` after events got their numbers.
    Sequencer(db::Database&, std::chrono::milliseconds lease, std::function<void()> numbered);
    // Numbers a slice of every tenant that is ours or nobody's.
    Rounds::Left round();
    // Other nodes need not wait for the end of the leases.
    void release();

private:
    bool number_slice(TenantId);

    db::Database& database_;
    std::chrono::microseconds lease_;
    std::function<void()> numbered_;
    std::string holder_; // this process among all nodes
    std::vector<TenantId> held_;
};

} // namespace baton
