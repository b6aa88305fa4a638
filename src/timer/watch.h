// The thread that does what is due: sleeps until the earliest timer of any tenant, looks anew soon after something was
// committed, and every few seconds in case another server's timer is all that changed. What was due while no server ran
// is done at the start. Several servers over one database may run one each. Thread-safe. A timer that fails is tried
// again after a growing pause, and keeps nobody else's from being done.
#pragma once
#include "db/database.h"
#include "timer/timer.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace baton {

class TimerWatch {
public:
    // One unit of work: locks the ticket, then asks take_timer whether it is still to be done.
    using Action = std::function<void(Tx&, Timer const&, Timestamp now)>;
    using Actions = std::map<TimerKind, Action>;
    using Clock = std::function<Timestamp()>;

    // REQUIRES: an action for every kind.
    TimerWatch(db::Database&, Actions, Clock = now);
    ~TimerWatch(); // stops
    void start();
    void stop(); // after the current unit
    // Something was committed; perhaps a timer.
    void wake();

private:
    using Pause = std::chrono::milliseconds;
    void work();
    // How long until there is something to do again, as far as is known.
    Pause round();
    // Does what is due and returns when the next one is.
    std::optional<Timestamp> round(TenantId);
    void fire(TenantId, Timer const&);
    bool is_stopping();

    db::Database& database_;
    Actions actions_;
    Clock clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, woken_ = false;
    std::thread thread_;
};

} // namespace baton
