// Connections lent to one thread at a time, the last used first (its caches are warmest). The pool
// does not open any: it lends null in place of one not opened yet or thrown away. Thread-safe.
#pragma once
#include "db/session.h"
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace baton::db {

template <class Connection> class LendingPool {
public:
    explicit LendingPool(int most) : most_(std::max(most, 1)) {}

    // Throws Unavailable when all stay lent.
    std::unique_ptr<Connection> borrow() {
        std::unique_lock lock(mutex_);
        if (!returned_.wait_for(lock, std::chrono::seconds(2), [&] { return lent_ < most_; }))
            throw Unavailable("every read connection is in use");
        ++lent_;
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    void give_back(std::unique_ptr<Connection> connection) {
        {
            std::lock_guard const lock(mutex_);
            --lent_;
            if (connection) idle_.push_back(std::move(connection));
        }
        returned_.notify_one();
    }

private:
    int const most_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int lent_ = 0;
};

} // namespace baton::db
