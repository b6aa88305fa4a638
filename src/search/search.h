// Finding tickets by what they say. The index follows the log on a thread of its own, behind the commit; who asks waits
// for it, so that he finds what he stored before. Everything is thread-safe.
#pragma once
#include "search/indexer.h"

namespace baton {

class Search {
public:
    Search(db::Database&, std::unique_ptr<db::TextIndex>);
    ~Search(); // stops
    void start();
    // Goes on for at most two seconds with what is left to do, so that what was erased is gone from the files.
    void stop();
    // There is something new in the log.
    void wake();

    // Waits until all that was committed in the tenant before the call can be found. False when that took longer than a
    // second: who asks now misses some. Not for database threads.
    bool catch_up(TenantId);
    db::TextIndex& index() { return *index_; }
    // How far behind it is. Walking over all tickets counts as one event more.
    ReaderStatus status() const { return indexer_.status(); }

private:
    std::optional<std::int64_t> head_to_wait_for(TenantId, Indexer::Clock::time_point deadline);
    Rounds::Left round();

    db::Database& database_;
    std::unique_ptr<db::TextIndex> index_;
    Indexer indexer_;
    Rounds rounds_;
    std::atomic<bool> is_running_ = false;
};

// The tickets of the tenant and what the index knows, compared id by id; texts are not.
struct IndexComparison {
    std::int64_t tickets = 0, missing = 0, surplus = 0, stale = 0;         // stale: says something else than the ticket
    std::optional<std::int64_t> first_missing, first_surplus, first_stale; // ids
};
IndexComparison compare_index(db::Database&, db::TextIndex&, TenantId);
// Their texts too. What differs while tickets are written is looked at again, once the index has followed. Not for
// database threads.
IndexComparison compare_index(db::Database&, Search&, TenantId);

} // namespace baton
