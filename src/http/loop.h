// One I/O thread with the connections that live on it. Time limits are kept by a sweep over all connections a few times
// per limit: cheaper than a timer each, which every request would have to turn.
#pragma once
#include "http/task.h"
#include <boost/asio/steady_timer.hpp>
#include <random>
#include <string>
#include <unordered_set>

namespace baton::http {

using Clock = std::chrono::steady_clock;

// A connection as its loop sees it. All calls come on the loop's thread.
class Watched {
public:
    virtual ~Watched() = default;
    virtual void check_time(Clock::time_point now) = 0;
    virtual void drain() = 0;   // finish what was accepted, then end
    virtual void abandon() = 0; // end now
};

class Loop {
public:
    explicit Loop(std::chrono::milliseconds sweep_interval);

    void start();
    void join(); // REQUIRES: no connection is left and none will come
    asio::io_context& context() { return context_; }
    Executor executor() { return context_.get_executor(); }

    // Any thread.
    void drain();
    void abandon();
    // The loop's thread only.
    void watch(Watched& w) { connections_.insert(&w); }
    void forget(Watched& w) { connections_.erase(&w); }
    std::string new_request_id();

private:
    void sweep();
    void for_each(void (Watched::*)());

    asio::io_context context_{1};
    asio::executor_work_guard<Executor> work_{context_.get_executor()};
    asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor> timer_{context_};
    std::chrono::milliseconds sweep_interval_;
    bool ending_ = false;
    std::unordered_set<Watched*> connections_;
    std::mt19937_64 random_{std::random_device()()};
    std::thread thread_;
};

} // namespace baton::http
