// Whether the database can be written, as one sentence. Thread-safe.
#pragma once
#include <chrono>
#include <mutex>
#include <string>

namespace baton::db {

class HealthReport {
public:
    using Clock = std::chrono::steady_clock;

    void good() { set(""); }
    void bad(std::string reason) { set(std::move(reason)); }
    // Zero when good.
    Clock::duration bad_for() const {
        std::lock_guard const lock(mutex_);
        return reason_.empty() ? Clock::duration::zero() : Clock::now() - bad_since_;
    }
    // "" when good.
    std::string reason() const {
        std::lock_guard const lock(mutex_);
        return reason_;
    }

private:
    void set(std::string reason) {
        std::lock_guard const lock(mutex_);
        if (reason_.empty()) bad_since_ = Clock::now();
        reason_ = std::move(reason);
    }

    mutable std::mutex mutex_;
    std::string reason_;
    Clock::time_point bad_since_;
};

} // namespace baton::db
