// How many requests were answered, how, and how long that took from the head of the request to the last byte of the
// answer. Thread-safe.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace baton::http {

struct RequestFigures {
    // Upper bounds in seconds; above the last one there is a bucket more.
    static constexpr std::array<double, 12> bounds{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};
    std::array<std::uint64_t, bounds.size() + 1> buckets{}; // each by itself
    std::array<std::uint64_t, 6> by_class{};                // [2]: 200 to 299
    double seconds = 0;                                     // together
    std::size_t connections = 0, in_flight = 0;             // now
};

class RequestTimes {
public:
    void note(int status, std::chrono::microseconds took);
    // Without what is now.
    RequestFigures figures() const;

private:
    std::array<std::atomic<std::uint64_t>, RequestFigures::bounds.size() + 1> buckets_{};
    std::array<std::atomic<std::uint64_t>, 6> by_class_{};
    std::atomic<std::uint64_t> microseconds_ = 0;
};

} // namespace baton::http
