#include "http/request_times.h"

#include <algorithm>

namespace baton::http {

void RequestTimes::note(int status, std::chrono::microseconds took) {
    auto const seconds = std::chrono::duration<double>(took).count();
    auto const bucket = std::ranges::lower_bound(RequestFigures::bounds, seconds) - RequestFigures::bounds.begin();
    buckets_[std::size_t(bucket)].fetch_add(1, std::memory_order_relaxed);
    by_class_[std::size_t(std::clamp(status / 100, 0, 5))].fetch_add(1, std::memory_order_relaxed);
    microseconds_.fetch_add(std::uint64_t(took.count()), std::memory_order_relaxed);
}

RequestFigures RequestTimes::figures() const {
    RequestFigures figures;
    std::ranges::transform(buckets_, figures.buckets.begin(), [](auto const& count) { return count.load(); });
    std::ranges::transform(by_class_, figures.by_class.begin(), [](auto const& count) { return count.load(); });
    figures.seconds = double(microseconds_.load()) / 1e6;
    return figures;
}

} // namespace baton::http
