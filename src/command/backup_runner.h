// Backups by themselves, while the server runs: made at a time of day, copied to a second place, proven now and then,
// the old ones removed. What fails is logged with its cause and tried again, from where it failed, with growing pauses.
// One that was missed because no server ran is made at its start. A thread of its own.
#pragma once
#include "backup/service.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton {

struct BackupPlan {
    std::filesystem::path to, copy_to;  // copy_to "" = no second place
    int minute = 0;                     // of the day, in the first tenant's zone
    int keep = 7, prove_every_days = 0; // 0: never
    std::string dump_url;               // as in BackupWish
};

// What /metrics tells of it. Thread-safe.
class BackupStatus {
public:
    struct Values {
        Timestamp succeeded_at{}, failed_at{}, proved_at{}; // zero: never
        std::int64_t bytes = 0;                             // of the last one
        double seconds = 0;
    };
    Values values() const;
    template <class F> void change(F f) {
        std::lock_guard const lock(mutex_);
        f(values_);
    }
    std::string metrics() const; // Prometheus text format

private:
    mutable std::mutex mutex_;
    Values values_;
};

// What is to be done each time, from where it failed the last time. One thread; time is a parameter.
class BackupWork {
public:
    BackupWork(db::Database&, DataPlace, BackupPlan, BackupStatus&, db::IsOver);
    Timestamp first_due(Timestamp now); // after what an earlier process has made
    Timestamp next(Timestamp after);
    void go_on(Timestamp now); // throws what stopped it

private:
    enum class Stage { make, copy, prove, rotate, done };
    void look_back();
    void carry_out(Stage, Timestamp now);
    void make(Timestamp now);
    void copy();
    void prove(Timestamp now);
    void rotate(std::filesystem::path const& place) const;

    db::Database& database_;
    DataPlace const data_;
    BackupPlan const plan_;
    BackupStatus& status_;
    db::IsOver const is_over_;
    Stage stage_ = Stage::make;
    std::filesystem::path backup_; // the one at hand
};

class BackupRunner {
public:
    BackupRunner(db::Database&, DataPlace, BackupPlan, BackupStatus&);
    ~BackupRunner(); // gives up what it is at

private:
    void work();
    bool wait_until(Timestamp); // false: stops
    bool is_stopping();

    BackupStatus& status_;
    int failures_ = 0;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    BackupWork work_;
    std::thread thread_;
};

} // namespace baton
