#include "event/followers.h"

#include "event/progress_store.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr int slice = 200;

} // namespace

void Followers::begin_at_heads() {
    auto const heads = all_heads(database_);
    std::lock_guard const lock(mutex_);
    positions_.clear();
    for (auto const& head : heads) positions_[head.tenant_id] = head.seq;
}

Rounds::Left Followers::round() {
    if (followers_.empty()) return Rounds::Left::nothing;
    auto left = Rounds::Left::nothing;
    // The heads first: who starts to listen after them begins at a later head of his own.
    auto const heads = all_heads(database_);
    bool const unheard = nobody_listens();
    for (auto const& [tenant, seq] : heads) {
        auto const seen = position(tenant);
        if (seen >= seq) continue;
        if (unheard) {
            move(tenant, seq);
            continue;
        }
        auto const events = db::look(database_, tenant, [&](Tx& tx) { return events_after(tx, seen, slice); });
        if (!events.empty()) give(tenant, events);
        move(tenant, events.empty() ? seq : *events.back().seq); // empty: retention has removed them
        if (std::ssize(events) == slice) left = Rounds::Left::more;
    }
    return left;
}

bool Followers::nobody_listens() const {
    return std::ranges::none_of(followers_, [](Entry const& entry) { return entry.listening(); });
}

void Followers::give(TenantId tenant, std::span<Event const> events) {
    for (auto const& entry : followers_) {
        try {
            entry.follower(tenant, events);
        } catch (std::exception const& error) { // it has missed these; the others have not
            spdlog::error("a follower failed at events {}..{} of tenant {}: {}", *events.front().seq,
                          *events.back().seq, tenant.value, error.what());
        }
    }
}

void Followers::move(TenantId tenant, std::int64_t seq) {
    std::lock_guard const lock(mutex_);
    positions_[tenant] = seq;
}

std::int64_t Followers::position(TenantId tenant) const {
    std::lock_guard const lock(mutex_);
    auto const found = positions_.find(tenant);
    return found == positions_.end() ? 0 : found->second;
}

bool Followers::have_seen(TenantId tenant, std::int64_t seq) const {
    return seq == 0 || followers_.empty() || position(tenant) >= seq;
}

} // namespace baton
