// The threads on which everything synchronous runs: use cases, file reads, compression. Jobs start in the order they
// were pushed. The queue needs no bound of its own: a connection has at most one job waiting, and connections are
// limited. Thread-safe. The destructor runs what was pushed, then joins.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace baton::http {

class Workers {
public:
    using Job = std::function<void()>; // must not throw

    explicit Workers(int threads);
    ~Workers();
    Workers(Workers const&) = delete;

    void push(Job);
    // True on one of these threads.
    bool here() const;

private:
    void run();
    bool wake_one();

    std::mutex mutex_;
    std::condition_variable work_;
    std::deque<Job> jobs_;
    int sleeping_ = 0;
    bool waking_ = false; // one thread was notified and is not up yet: a second wake-up would find nothing to do
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace baton::http
