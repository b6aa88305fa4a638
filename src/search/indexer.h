// Follows the log with the text index: which tickets an event is about is read from the log, what they say from their
// rows. An index that knows nothing of a tenant walks over its tickets first. round() is for one thread, the rest for
// any.
#pragma once
#include "db/text_index.h"
#include "event/log.h"
#include "event/rounds.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

namespace baton {

class Indexer {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::string_view name = "search";

    Indexer(db::Database& database, db::TextIndex* index) : database_(database), index_(index) {}
    Rounds::Left round();
    // A round that overwrites what is to be forgotten ends soon, and no other does so.
    void stop_forgetting() { is_stopping_ = true; }
    // Waits until the index has seen the log of a tenant up to this number, and all its tickets. False when it is late.
    bool wait_for(TenantId, std::int64_t seq, Clock::time_point deadline);
    // Until then, or until somebody waits.
    void rest(Clock::time_point until);
    ReaderStatus status() const;

private:
    struct Progress {
        std::int64_t reached = 0, head = 0;
        bool is_walking = true; // not known to be over
        bool is_checked = false;
        int failures = 0;
        Clock::time_point not_before{}, looked_at{}; // after a failure; when the index was last asked
        std::string error;
    };

    Rounds::Left advance(TenantId, std::int64_t head);
    db::IndexPlace step(TenantId, std::int64_t head);
    bool is_of_this_log(TenantId, db::IndexPlace const&, std::int64_t head);
    db::IndexPlace begin(TenantId, std::int64_t head);
    db::IndexPlace walk(TenantId, db::IndexPlace const&);
    db::IndexPlace follow(TenantId, db::IndexPlace const&, std::int64_t head);
    void index_tickets_of(TenantId, db::IndexPlace const&, std::int64_t customer, bool is_erased);
    db::IndexPlace store(TenantId, db::IndexChange const&);
    void note(TenantId, std::int64_t head, db::IndexPlace const&);
    Rounds::Left note_failure(TenantId, std::int64_t head, std::string const& error);

    db::Database& database_;
    db::TextIndex* const index_; // null while only the routes are of interest
    std::atomic<bool> is_stopping_ = false;
    mutable std::mutex mutex_;
    std::condition_variable moved_, asked_;
    int waiting_ = 0;
    std::map<TenantId, Progress> progress_;
};

} // namespace baton
