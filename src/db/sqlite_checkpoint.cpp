#include "db/sqlite_checkpoint.h"

#include <filesystem>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr std::size_t worth_moving = 4u << 20;
// Emptying takes the writer's lock and waits for readers: short waits, unless the log is out of hand.
constexpr std::size_t big = 64u << 20, huge = 256u << 20;
constexpr int short_wait_ms = 20, long_wait_ms = 2'500;

} // namespace

SqliteCheckpoint::SqliteCheckpoint(std::string const& file)
    : log_file_(file + "-wal"), connection_(file, SqliteConnection::Access::write), thread_([this] { work(); }) {}

SqliteCheckpoint::~SqliteCheckpoint() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

std::size_t SqliteCheckpoint::log_bytes() const {
    std::error_code missing; // no file: no log
    auto const size = std::filesystem::file_size(log_file_, missing);
    return missing ? 0 : size;
}

void SqliteCheckpoint::work() {
    std::size_t moved_at = 0;
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, interval, [&] { return stopping_; })) {
        lock.unlock();
        auto const size = log_bytes();
        // The file never shrinks by itself; its size tells only that something was appended since.
        if (size >= worth_moving || size != moved_at) move(SQLITE_CHECKPOINT_PASSIVE);
        if (size >= big) {
            sqlite3_busy_timeout(connection_.get(), size >= huge ? long_wait_ms : short_wait_ms);
            move(SQLITE_CHECKPOINT_TRUNCATE);
        }
        moved_at = size;
        lock.lock();
    }
    lock.unlock();
    move(SQLITE_CHECKPOINT_TRUNCATE);
}

void SqliteCheckpoint::move(int mode) {
    int const code = sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, mode, nullptr, nullptr);
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) return; // busy: the next round moves the rest
    // Nothing is lost while the log stands; the writer meets a broken disk itself.
    spdlog::warn("database: moving the log failed: {}", sqlite3_errmsg(connection_.get()));
}

} // namespace baton::db
