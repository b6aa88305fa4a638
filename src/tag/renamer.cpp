#include "tag/renamer.h"

#include "tag/service.h"
#include "tenant/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto at_least_every = std::chrono::minutes(10); // after an error, and for what another process left

} // namespace

TagRenamer::TagRenamer(db::Database& database) : database_(database) {}

void TagRenamer::start() {
    thread_ = std::thread([this] { work(); });
}

TagRenamer::~TagRenamer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void TagRenamer::wake() {
    {
        std::lock_guard const lock(mutex_);
        is_woken_ = true;
    }
    changed_.notify_all();
}

bool TagRenamer::is_stopping() {
    std::lock_guard const lock(mutex_);
    return stopping_;
}

void TagRenamer::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        is_woken_ = false;
        lock.unlock();
        try {
            look();
        } catch (std::exception const& e) {
            spdlog::error("tags: {}", e.what());
        }
        lock.lock();
        changed_.wait_for(lock, at_least_every, [this] { return stopping_ || is_woken_; });
    }
}

void TagRenamer::look() {
    for (auto const& tenant : db::look(database_, default_tenant, tenants_of_installation)) {
        auto const next = [](Tx& tx) { return rename_next_tickets(tx, now()); };
        auto const waits = [](Tx& tx) { return has_renamings(tx); };
        if (!db::look(database_, tenant.id, waits)) continue;
        while (!is_stopping() && db::run(database_, tenant.id, next, db::Urgency::bulk)) {}
    }
}

} // namespace baton
