// What the writer and the checkpoint thread share: how long the log is, and a gate that lets the
// checkpoint in between two groups. SQLite's own lock is not fair: a busy writer would never let go
// of it for long enough. Thread-safe.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace baton::db {

class SqliteGate {
public:
    // The writer, around each group.
    void enter() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !closed_; });
        inside_ = true;
    }
    void leave() {
        {
            std::lock_guard const lock(mutex_);
            inside_ = false;
        }
        changed_.notify_all();
    }

    // The checkpoint: returns when the writer is outside and keeps it there until open().
    void close() {
        std::unique_lock lock(mutex_);
        closed_ = true;
        changed_.wait(lock, [&] { return !inside_; });
    }
    void open() {
        {
            std::lock_guard const lock(mutex_);
            closed_ = false;
        }
        changed_.notify_all();
    }

    // In pages, after the last commit.
    void set_log_pages(int pages) { log_pages_ = pages; }
    int log_pages() const { return log_pages_; }

private:
    std::atomic<int> log_pages_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closed_ = false, inside_ = false;
};

} // namespace baton::db
