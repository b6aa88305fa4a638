// This process's node number on PostgreSQL: leased in table nodes, renewed in the background on a
// connection of its own, its mark kept ahead of the clock. When the lease was lost (the process
// stood still) another number is taken. Thread-safe.
#pragma once
#include "db/health_report.h"
#include "db/node_ids.h"
#include "db/past.h"
#include "db/postgres_session.h"
#include <atomic>
#include <condition_variable>
#include <thread>

namespace baton::db {

// Ids up to the stored mark are this process's for ever, even after the number was lost.
struct NodeNumber {
    NodeNumber(NodeClaim const& claim, Ids of)
        : node(claim.node),
          ids(of == Ids::of_the_past ? past_node : claim.node, of == Ids::of_the_past ? 0 : claim.mark),
          mark(claim.mark) {}
    int const node;
    IdGenerator ids;
    std::atomic<std::int64_t> mark;
};

class PostgresNode {
public:
    // Takes a number. Throws DbError. Reports to `health` whether the server answers.
    PostgresNode(std::string url, HealthReport& health, Ids);
    ~PostgresNode(); // gives the number back

    // The number of the moment; a unit keeps its own for as long as it runs.
    std::shared_ptr<NodeNumber> number() const;
    // To be called before ids are committed: makes sure that the stored mark is not below them.
    // False when the number was lost meanwhile: run the unit again with new ids.
    bool cover(std::shared_ptr<NodeNumber> const&);

private:
    void work();
    void claim();
    bool renew();
    void release();
    template <class F> auto in_transaction(F f);

    std::string const url_, holder_;
    HealthReport& health_;
    Ids const ids_;
    mutable std::mutex mutex_; // of everything below
    std::unique_ptr<PostgresConnection> connection_;
    std::shared_ptr<NodeNumber> number_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton::db
