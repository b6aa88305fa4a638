// How often something failed lately, by key, in memory of a fixed size (a count-min sketch over windows of time): a
// flood of keys can only make a count too high, never too low, and never takes more memory. Not thread-safe.
#pragma once
#include "base/time.h"
#include <vector>

namespace baton {

class FailureCounts {
public:
    explicit FailureCounts(std::int64_t window_s, std::size_t slots = 1 << 14);
    int of(std::uint64_t key, Timestamp now) const;
    // Seconds until the count is below the limit; 0 = it is.
    int wait_s(std::uint64_t key, int limit, Timestamp now) const;
    void add(std::uint64_t key, Timestamp now);
    void take_back(std::uint64_t key, Timestamp now);

private:
    struct Slot {
        std::uint32_t since_s = 0;
        std::uint32_t failures = 0;
    };
    static constexpr std::size_t rows = 4;
    Slot& slot(std::uint64_t key, std::size_t row);
    Slot const& slot(std::uint64_t key, std::size_t row) const;
    bool is_over(Slot const&, std::uint32_t now_s) const;

    std::uint32_t window_s_;
    std::size_t slots_; // a power of two, at most 2^16
    std::vector<Slot> all_;
};

} // namespace baton
