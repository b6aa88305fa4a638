#include "http/loop.h"

#include <fmt/format.h>

namespace baton::http {

Loop::Loop(std::chrono::milliseconds sweep_interval) : sweep_interval_(sweep_interval) {}

void Loop::start() {
    sweep();
    thread_ = std::thread([this] { context_.run(); });
}

void Loop::join() {
    asio::post(context_, [this] {
        ending_ = true; // cancelling does not reach a sweep whose time has come already
        timer_.cancel();
    });
    work_.reset();
    if (thread_.joinable()) thread_.join();
}

void Loop::drain() {
    asio::post(context_, [this] { for_each(&Watched::drain); });
}

void Loop::abandon() {
    asio::post(context_, [this] { for_each(&Watched::abandon); });
}

// Over a copy, because a call may end its connection.
void Loop::for_each(void (Watched::*call)()) {
    for (auto* connection : std::vector(connections_.begin(), connections_.end()))
        if (connections_.contains(connection)) (connection->*call)();
}

void Loop::sweep() {
    timer_.expires_after(sweep_interval_);
    timer_.async_wait([this](boost::system::error_code error) {
        if (error || ending_) return;
        auto const now = Clock::now();
        for (auto* connection : connections_) // they end later: a check only cancels what is waiting
            connection->check_time(now);
        sweep();
    });
}

std::string Loop::new_request_id() { return fmt::format("{:016x}", random_()); }

} // namespace baton::http
