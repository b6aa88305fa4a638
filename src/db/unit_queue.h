// Units waiting for a database thread: bounded, normal before bulk. Thread-safe.
#pragma once
#include "db/database.h"
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace baton::db {

struct QueuedUnit {
    TenantId tenant;
    Unit unit;
    Done done;
    Urgency urgency = Urgency::normal;
    std::chrono::steady_clock::time_point since = {};

    // What the unit captured goes before anyone waiting for the answer moves on.
    void answer(std::exception_ptr error) {
        unit = nullptr;
        done(error);
    }
};

class UnitQueue {
public:
    explicit UnitQueue(std::size_t most) : most_(most) {}

    // Answers Unavailable on the calling thread when full or closed.
    void put(QueuedUnit);
    // Waits for a unit; empty after `patience`, or when closed and nothing is left.
    std::optional<QueuedUnit> take(std::chrono::milliseconds patience);
    std::optional<QueuedUnit> take_now();
    // What is queued is still given out, nothing new is taken.
    void close();
    bool is_over() const; // closed and empty
    std::size_t size() const;

private:
    std::optional<QueuedUnit> pop();

    std::size_t const most_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<QueuedUnit> normal_, bulk_;
    bool closed_ = false;
};

} // namespace baton::db
