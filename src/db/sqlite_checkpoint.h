// Moves SQLite's log into the main file on a thread and connection of its own, so that no writer
// pays for it. Most of it happens while the writer writes; when the log has grown big the writer is
// kept out for the rest, so that the log can begin from the front again.
#pragma once
#include "db/sqlite_connection.h"
#include "db/sqlite_gate.h"
#include <thread>

namespace baton::db {

class SqliteCheckpoint {
public:
    SqliteCheckpoint(std::string const& file, SqliteGate& gate);
    ~SqliteCheckpoint(); // empties the log if nobody is in the way
    std::size_t log_bytes() const;
    // Empties the log as soon as nobody is in the way, so that nothing deleted is left in it.
    void empty_log() { to_empty_ = true; }
    // Until what is returned is gone, nobody waits for readers to leave the log.
    std::shared_ptr<void> expect_long_reader();

private:
    void work();
    void round();
    void restart_log(std::size_t log_bytes);
    void empty();
    std::size_t move(int mode);
    bool is_worth_moving();

    std::string const log_file_;
    SqliteGate& gate_;
    SqliteConnection connection_;
    int seen_pages_ = 0, moved_pages_ = 0;
    std::atomic<bool> to_empty_ = false;
    std::shared_ptr<std::atomic<int>> const long_readers_ = std::make_shared<std::atomic<int>>(0);
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton::db
