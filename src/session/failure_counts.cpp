#include "session/failure_counts.h"

#include <algorithm>
#include <limits>

namespace baton {
namespace {

std::uint32_t seconds(Timestamp t) { return std::uint32_t(t.us / microseconds_per_second); }

} // namespace

FailureCounts::FailureCounts(std::int64_t window_s, std::size_t slots)
    : window_s_(std::uint32_t(window_s)), slots_(slots), all_(rows * slots) {}

// Each row takes its own 16 bits of the key.
FailureCounts::Slot& FailureCounts::slot(std::uint64_t key, std::size_t row) {
    return all_[row * slots_ + (std::size_t(key >> (16 * row)) & (slots_ - 1))];
}

FailureCounts::Slot const& FailureCounts::slot(std::uint64_t key, std::size_t row) const {
    return const_cast<FailureCounts*>(this)->slot(key, row);
}

bool FailureCounts::is_over(Slot const& s, std::uint32_t now_s) const { return now_s >= s.since_s + window_s_; }

int FailureCounts::of(std::uint64_t key, Timestamp now) const {
    auto least = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t row = 0; row < rows; ++row) {
        auto const& s = slot(key, row);
        least = std::min(least, is_over(s, seconds(now)) ? 0 : s.failures);
    }
    return int(least);
}

int FailureCounts::wait_s(std::uint64_t key, int limit, Timestamp now) const {
    if (of(key, now) < limit) return 0;
    auto shortest = window_s_;
    for (std::size_t row = 0; row < rows; ++row)
        shortest = std::min(shortest, slot(key, row).since_s + window_s_ - seconds(now));
    return int(std::max(shortest, std::uint32_t(1)));
}

void FailureCounts::add(std::uint64_t key, Timestamp now) {
    for (std::size_t row = 0; row < rows; ++row) {
        auto& s = slot(key, row);
        if (is_over(s, seconds(now))) s = {seconds(now), 0};
        ++s.failures;
    }
}

void FailureCounts::take_back(std::uint64_t key, Timestamp now) {
    for (std::size_t row = 0; row < rows; ++row) {
        auto& s = slot(key, row);
        if (!is_over(s, seconds(now)) && s.failures > 0) --s.failures;
    }
}

} // namespace baton
