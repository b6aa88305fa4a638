#include "event/rounds.h"

#include "event/backoff.h"

#include <spdlog/spdlog.h>

namespace baton {

Rounds::Rounds(std::string name, Pace pace, std::function<Left()> round)
    : name_(std::move(name)), pace_(pace), round_(std::move(round)), pause_(pace.shortest) {}

Rounds::~Rounds() { stop(); }

void Rounds::start() {
    stopping_ = false;
    thread_ = std::thread([this] { run(); });
}

void Rounds::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Rounds::wake() {
    {
        std::lock_guard const lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Rounds::run() {
    while (wait(one_round())) {}
}

Rounds::Left Rounds::one_round() {
    try {
        auto const left = round_();
        failures_ = 0;
        return left;
    } catch (std::exception const& error) {
        ++failures_;
        spdlog::error("{} failed {} times: {}", name_, failures_, error.what());
        return Left::nothing;
    }
}

bool Rounds::wait(Left left) {
    std::unique_lock lock(mutex_);
    auto const stopping = [this] { return stopping_; };
    if (failures_ > 0) return !changed_.wait_for(lock, backoff(failures_), stopping);
    if (left == Left::more) {
        pause_ = pace_.shortest;
        return !stopping_;
    }
    if (changed_.wait_for(lock, pace_.gap, stopping)) return false;
    if (!changed_.wait_for(lock, pause_, [this] { return stopping_ || woken_; })) {
        pause_ = std::min(pause_ * 2, pace_.longest);
        return true;
    }
    woken_ = false;
    pause_ = pace_.shortest;
    return !stopping_;
}

} // namespace baton
