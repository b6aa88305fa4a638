// A few threads that run short jobs in the order given. Jobs must not throw. Thread-safe.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace baton {

class WorkQueue {
public:
    explicit WorkQueue(int threads);
    ~WorkQueue(); // runs what is queued, then joins
    WorkQueue(WorkQueue const&) = delete;
    void post(std::function<void()> job);

private:
    void work();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace baton
