// Gives the numbered log to followers in memory, each event once, in order of seq per tenant. round() is for one
// thread, the rest for any.
#pragma once
#include "event/log.h"
#include "event/rounds.h"

namespace baton {

class Followers {
public:
    explicit Followers(db::Database& database) : database_(database) {}
    void add(Follower follower) { followers_.push_back(std::move(follower)); }
    // What is in the log now is not given to anybody.
    void begin_at_heads();
    Rounds::Left round();
    bool have_seen(TenantId, std::int64_t seq) const;

private:
    std::int64_t position(TenantId) const;
    void move(TenantId, std::int64_t seq);
    void give(TenantId, std::span<Event const>);

    db::Database& database_;
    std::vector<Follower> followers_;
    mutable std::mutex mutex_;
    std::unordered_map<TenantId, std::int64_t> positions_; // a tenant without one began after us: from 0
};

} // namespace baton
