// Moves SQLite's log into the main file on a thread and connection of its own, so that no writer
// pays for it: passively every moment there is something to move, and when the log has grown big,
// emptying it (the writer then waits a few milliseconds). A thread starts with the object.
#pragma once
#include "db/sqlite_connection.h"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton::db {

class SqliteCheckpoint {
public:
    explicit SqliteCheckpoint(std::string const& file);
    ~SqliteCheckpoint(); // empties the log if nobody is in the way
    std::size_t log_bytes() const;

private:
    void work();
    void move(int mode);

    std::string const log_file_;
    SqliteConnection connection_;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton::db
