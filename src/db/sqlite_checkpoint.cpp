#include "db/sqlite_checkpoint.h"

#include <filesystem>
#include <spdlog/spdlog.h>

namespace baton::db {
namespace {

constexpr auto interval = std::chrono::milliseconds(200);
constexpr std::size_t page_size = 4096;
constexpr int portion = 1'000; // pages
constexpr std::size_t big = 64u << 20, huge = 256u << 20;
// Beginning from the front waits for those who still read the log, and the writer waits too: briefly, unless
// the log is out of hand. Reads end after 2 s.
constexpr int short_wait_ms = 20, long_wait_ms = 2'500;

} // namespace

SqliteCheckpoint::SqliteCheckpoint(std::string const& file, SqliteGate& gate)
    : log_file_(file + "-wal"), gate_(gate), connection_(file, SqliteConnection::Access::write),
      thread_([this] { work(); }) {}

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

// What is counted lives on with the last who counts.
std::shared_ptr<void> SqliteCheckpoint::expect_long_reader() {
    ++*long_readers_;
    return {nullptr, [count = long_readers_](void*) { --*count; }};
}

void SqliteCheckpoint::work() {
    std::unique_lock lock(mutex_);
    while (!stop_.wait_for(lock, interval, [&] { return stopping_; })) {
        lock.unlock();
        round();
        lock.lock();
    }
    lock.unlock();
    move(SQLITE_CHECKPOINT_TRUNCATE);
}

// Each move flushes the main file, so while writes go on it waits for a portion of them.
bool SqliteCheckpoint::is_worth_moving() {
    int const pages = gate_.log_pages();
    bool const quiet = pages == seen_pages_;
    seen_pages_ = pages;
    if (pages < moved_pages_) moved_pages_ = 0; // the log began from the front
    if (pages == moved_pages_ || (!quiet && pages - moved_pages_ < portion)) return false;
    moved_pages_ = pages;
    return true;
}

void SqliteCheckpoint::round() {
    bool const is_read_long = *long_readers_ > 0;
    if (to_empty_ && !is_read_long) return empty();
    if (!is_worth_moving()) return;
    if (auto const in_use = move(SQLITE_CHECKPOINT_PASSIVE); in_use >= big && !is_read_long) restart_log(in_use);
}

// When a reader is in the way, the next round tries again.
void SqliteCheckpoint::empty() {
    to_empty_ = false;
    sqlite3_busy_timeout(connection_.get(), short_wait_ms);
    gate_.close();
    move(SQLITE_CHECKPOINT_TRUNCATE);
    gate_.open();
    if (log_bytes() > 0) to_empty_ = true;
}

void SqliteCheckpoint::restart_log(std::size_t in_use) {
    bool const out_of_hand = in_use >= huge;
    sqlite3_busy_timeout(connection_.get(), out_of_hand ? long_wait_ms : short_wait_ms);
    gate_.close(); // what came meanwhile is moved with the writer outside
    // A file of the usual size is kept: writing over it is cheaper than growing it again.
    move(out_of_hand ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_RESTART);
    gate_.open();
}

// How much of the log is in use, moved or not.
std::size_t SqliteCheckpoint::move(int mode) {
    int frames = 0;
    int const code = sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, mode, &frames, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) // busy: the next round moves the rest
        // Nothing is lost while the log stands; the writer meets a broken disk itself.
        spdlog::warn("database: moving the log failed: {}", sqlite3_errmsg(connection_.get()));
    return frames > 0 ? std::size_t(frames) * page_size : 0;
}

} // namespace baton::db
