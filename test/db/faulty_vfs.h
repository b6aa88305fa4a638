// SQLite's file layer with faults on demand, the default layer while an object lives: make it
// before the database is opened. Memory mapping is off on it, so every access passes here.
// Faults are of the calling thread, or of all: a unit arms them for the writer by running there.
#pragma once
#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <thread>

namespace baton::db {

class FaultyVfs {
public:
    FaultyVfs();
    ~FaultyVfs();
    FaultyVfs(FaultyVfs const&) = delete;

    // The disk has room for the log to grow to so many bytes.
    void limit_log(std::int64_t bytes) { log_limit_ = bytes; }
    // The next flush of the log by this thread fails.
    void fail_next_flush_of_this_thread();
    // From now on nothing reaches the disk any more, whoever writes.
    void break_disk(bool broken) { broken_ = broken; }
    // Interrupts the statements now running on this thread's connection.
    void interrupt_connection_of_this_thread();

    // Called by the file layer: 0, or the code to fail with.
    int fault_of_write(bool log, std::int64_t end);
    int fault_of_flush(bool log);

private:
    std::atomic<std::int64_t> log_limit_;
    std::atomic<bool> broken_ = false;
    std::mutex mutex_;
    std::set<std::thread::id> failing_flush_;
};

} // namespace baton::db
