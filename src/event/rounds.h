// A thread that works in rounds: the next one at once while a round says that more is left, soon after wake(), else
// after a pause that grows while nothing is found. A round that throws is logged and tried again after a growing pause.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace baton {

class Rounds {
public:
    using Milliseconds = std::chrono::milliseconds;
    enum class Left { nothing, more };
    struct Pace {
        Milliseconds shortest, longest; // the pause after a round that left nothing doubles from one to the other
        Milliseconds gap{5};            // between wake-ups: many commits make one round
    };

    Rounds(std::string name, Pace pace, std::function<Left()> round);
    ~Rounds(); // stops
    Rounds(Rounds const&) = delete;
    void start();
    void stop(); // after the current round
    void wake();

private:
    void run();
    Left one_round();
    // False when stopping.
    bool wait(Left);

    std::string name_;
    Pace pace_;
    std::function<Left()> round_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false, stopping_ = false;
    Milliseconds pause_;
    int failures_ = 0;
    std::thread thread_;
};

} // namespace baton
