// Examines the installation every minute, so that /metrics tells of it without work, and logs what became worse or
// better. A thread of its own.
#pragma once
#include "doctor/api.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton {

class DoctorWatch {
public:
    explicit DoctorWatch(Examine examine) : examine_(std::move(examine)) {}
    ~DoctorWatch() { stop(); }
    void start();
    void stop();
    // The last one; absent before the first. Thread-safe.
    std::optional<Diagnosis> last() const;

private:
    void work();
    void look();
    void say_changes(Diagnosis const& before, Diagnosis const& now) const;

    Examine const examine_;
    mutable std::mutex mutex_;
    std::condition_variable stop_;
    std::optional<Diagnosis> last_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton
