// Gives the numbered log to followers in memory, each event once, in order of seq per tenant. round() is for one
// thread, the rest for any.
#pragma once
#include "event/log.h"
#include "event/rounds.h"

namespace baton {

class Followers {
public:
    explicit Followers(db::Database& database) : database_(database) {}
    // It is given nothing while it listens to nothing, and then goes on from where the log is.
    void add(Follower follower, Listening listening) {
        followers_.push_back({std::move(follower), std::move(listening)});
    }
    // What is in the log now is not given to anybody.
    void begin_at_heads();
    Rounds::Left round();
    bool have_seen(TenantId, std::int64_t seq) const;

private:
    std::int64_t position(TenantId) const;
    void move(TenantId, std::int64_t seq);
    void give(TenantId, std::span<Event const>);

    struct Entry {
        Follower follower;
        Listening listening;
    };

    bool nobody_listens() const;

    db::Database& database_;
    std::vector<Entry> followers_;
    mutable std::mutex mutex_;
    std::unordered_map<TenantId, std::int64_t> positions_; // a tenant without one began after us: from 0
};

} // namespace baton
