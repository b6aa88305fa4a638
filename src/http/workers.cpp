#include "http/workers.h"

namespace baton::http {

namespace {

thread_local Workers const* workers_of_this_thread = nullptr;

} // namespace

Workers::Workers(int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void Workers::push(Job job) {
    bool wake;
    {
        std::lock_guard const lock(mutex_);
        jobs_.push_back(std::move(job));
        wake = wake_one();
    }
    if (wake) work_.notify_one();
}

bool Workers::here() const { return workers_of_this_thread == this; }

// REQUIRES: mutex_ is held. Waking is the dearest part of a short job, so threads are woken one after the other: the
// one that gets up wakes the next while jobs are left.
bool Workers::wake_one() {
    if (sleeping_ == 0 || waking_ || jobs_.empty()) return false;
    waking_ = true;
    return true;
}

void Workers::run() {
    workers_of_this_thread = this;
    std::unique_lock lock(mutex_);
    for (;;) {
        while (jobs_.empty() && !stopping_) {
            ++sleeping_;
            work_.wait(lock);
            --sleeping_;
            waking_ = false;
        }
        if (jobs_.empty()) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        bool const wake = wake_one();
        lock.unlock();
        if (wake) work_.notify_one();
        job();
        job = nullptr; // what it holds dies outside the lock
        lock.lock();
    }
}

} // namespace baton::http
