// The thread that carries rotations on: at the start of the process, when asked, and now and then for those another
// node left. Slices run only when nothing else waits to be written.
#pragma once
#include "db/database.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace baton {

// Every tenant's keys are replaced from here on; returns at once.
void begin_rotations(db::Database&, Timestamp now);
// Carries all rotations on to their end on the calling thread; false when `is_over` said so before.
bool finish_rotations(db::Database&, std::function<bool()> const& is_over);

class Rotation {
public:
    explicit Rotation(db::Database&);
    ~Rotation(); // stops after the slice it is at
    void wake();

private:
    void work();
    bool wait();

    db::Database& database_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wanted_ = true, stopping_ = false;
    std::thread thread_;
};

} // namespace baton
