// How long statements take, in sum, and which took too long: their text without a value. Thread-safe; what it keeps is
// bounded.
#pragma once
#include "base/time.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baton::db {

class StatementTimes {
public:
    using Duration = std::chrono::steady_clock::duration;
    static constexpr std::size_t most_kept = 50;

    explicit StatementTimes(Duration slow_from) : slow_from_(slow_from) {}
    void set_slow_from(Duration slow_from) { slow_from_ = slow_from; }
    // From sending it to its last row. What is sent without waiting (PostgreSQL) counts where it is waited for.
    void note(std::string_view sql, Duration took);

    struct Slow {
        std::string sql;
        std::int64_t times = 0, longest_us = 0;
        Timestamp last_at{};
    };
    // Since the start, the slowest first. When there is no room for another one, the one longest unseen goes.
    std::vector<Slow> slow() const;

    struct Totals {
        std::int64_t statements = 0, slow = 0;
        double seconds = 0;
    };
    Totals totals() const;

    // While one lives, the statements of its thread are noted.
    class Scope {
    public:
        explicit Scope(StatementTimes& times) : outer_(std::exchange(here(), &times)) {}
        ~Scope() { here() = outer_; }
        Scope(Scope const&) = delete;

    private:
        StatementTimes* outer_;
    };
    // One statement, noted at its end.
    class Stopwatch {
    public:
        explicit Stopwatch(std::string_view sql) : sql_(sql), times_(here()), begun_(Clock::now()) {}
        ~Stopwatch() {
            if (times_) times_->note(sql_, Clock::now() - begun_);
        }
        Stopwatch(Stopwatch const&) = delete;

    private:
        using Clock = std::chrono::steady_clock;
        std::string_view sql_;
        StatementTimes* times_;
        Clock::time_point begun_;
    };

private:
    static StatementTimes*& here() {
        thread_local StatementTimes* times = nullptr;
        return times;
    }
    void keep(std::string_view sql, std::int64_t us, Timestamp now);

    std::atomic<Duration> slow_from_;
    std::atomic<std::int64_t> statements_ = 0, nanoseconds_ = 0, slow_count_ = 0;
    mutable std::mutex mutex_;
    std::vector<Slow> slow_;
};

class Database;
// Of all units of a database that was opened with keys. REQUIRES: it was.
StatementTimes& statement_times(Database&);

} // namespace baton::db
