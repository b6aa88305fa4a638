// Brings the new names of tags to tickets, in slices behind everything that somebody waits for. A thread of its own,
// which rests until it is woken; what it was at goes on after a restart.
#pragma once
#include "db/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton {

class TagRenamer {
public:
    explicit TagRenamer(db::Database&);
    ~TagRenamer(); // stops
    void start();
    // After something to rename was committed. Thread-safe.
    void wake();

private:
    void work();
    void look();
    bool is_stopping();

    db::Database& database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_woken_ = true; // once at the beginning
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton
