#include "base/id.h"

#include <algorithm>
#include <charconv>

namespace baton {
namespace {

constexpr std::int64_t epoch_ms = 1'704'067'200'000; // 2024-01-01T00:00:00Z
constexpr int node_bits = 10, counter_bits = 12;

std::int64_t milliseconds(std::int64_t id) { return id >> (node_bits + counter_bits); }
std::int64_t counter(std::int64_t id) { return id & ((1 << counter_bits) - 1); }

} // namespace

std::optional<std::int64_t> parse_id(std::string_view digits) {
    if (digits.empty() || digits.size() > 19 || digits[0] == '0') return std::nullopt;
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value <= 0) return std::nullopt;
    return value;
}

std::int64_t IdGenerator::next(Timestamp now) {
    std::lock_guard const lock(mutex_);
    std::int64_t ms = now.us / 1000 - epoch_ms;
    std::int64_t count = 0;
    if (ms <= milliseconds(last_)) { // same millisecond, or the clock went back
        ms = milliseconds(last_);
        count = counter(last_) + 1;
        if (count >> counter_bits) ++ms, count = 0;
    }
    last_ = (ms << (node_bits + counter_bits)) | (std::int64_t(node_) << counter_bits) | count;
    return last_;
}

std::int64_t IdGenerator::first_at(Timestamp t) {
    return std::max<std::int64_t>(0, t.us / 1000 - epoch_ms) << (node_bits + counter_bits);
}

// What is older than the epoch has ids from the epoch on.
std::int64_t IdGenerator::first_surely_after(Timestamp t) {
    return first_at(after_seconds(std::max(t, Timestamp{epoch_ms * 1000}), 86'400));
}

std::int64_t IdGenerator::high_water() const {
    std::lock_guard const lock(mutex_);
    return last_;
}

Timestamp IdGenerator::made_at(std::int64_t id) { return {(milliseconds(id) + epoch_ms) * 1000}; }

} // namespace baton
