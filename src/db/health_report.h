// Whether the database can be written, as one sentence. Thread-safe.
#pragma once
#include <mutex>
#include <string>

namespace baton::db {

class HealthReport {
public:
    void good() { set(""); }
    void bad(std::string reason) { set(std::move(reason)); }
    // "" when good.
    std::string reason() const {
        std::lock_guard const lock(mutex_);
        return reason_;
    }

private:
    void set(std::string reason) {
        std::lock_guard const lock(mutex_);
        reason_ = std::move(reason);
    }

    mutable std::mutex mutex_;
    std::string reason_;
};

} // namespace baton::db
