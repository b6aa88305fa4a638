#include "db/statement_times.h"

#include <algorithm>

namespace baton::db {
namespace {

constexpr std::size_t longest_text = 2'000;

} // namespace

void StatementTimes::note(std::string_view sql, Duration took) {
    using namespace std::chrono;
    statements_.fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(duration_cast<nanoseconds>(took).count(), std::memory_order_relaxed);
    if (took < slow_from_.load()) return;
    slow_count_.fetch_add(1, std::memory_order_relaxed);
    keep(sql.substr(0, longest_text), duration_cast<microseconds>(took).count(), now());
}

void StatementTimes::keep(std::string_view sql, std::int64_t us, Timestamp now) {
    std::lock_guard const lock(mutex_);
    auto found = std::ranges::find(slow_, sql, &Slow::sql);
    if (found == slow_.end()) {
        if (slow_.size() >= most_kept) slow_.erase(std::ranges::min_element(slow_, {}, &Slow::last_at));
        slow_.push_back({std::string(sql)});
        found = std::prev(slow_.end());
    }
    ++found->times;
    found->longest_us = std::max(found->longest_us, us);
    found->last_at = now;
}

std::vector<StatementTimes::Slow> StatementTimes::slow() const {
    std::lock_guard const lock(mutex_);
    auto all = slow_;
    std::ranges::sort(all, std::greater<>(), &Slow::longest_us);
    return all;
}

StatementTimes::Totals StatementTimes::totals() const {
    return {statements_.load(), slow_count_.load(), double(nanoseconds_.load()) / 1e9};
}

} // namespace baton::db
