#include "db/unit_queue.h"

namespace baton::db {
namespace {

// Bulk work waits for a quiet moment, but an overload must not stop it for good: counters and the
// live feed hang on it.
constexpr auto longest_bulk_wait = std::chrono::seconds(1);

QueuedUnit pop_front(std::deque<QueuedUnit>& from) {
    QueuedUnit unit = std::move(from.front());
    from.pop_front();
    return unit;
}

} // namespace

void UnitQueue::put(QueuedUnit unit) {
    char const* refusal = nullptr;
    {
        std::lock_guard const lock(mutex_);
        if (closed_) refusal = "the database is shutting down";
        else if (normal_.size() + bulk_.size() >= most_) refusal = "too much waits to be written";
        else {
            unit.since = std::chrono::steady_clock::now();
            (unit.urgency == Urgency::bulk ? bulk_ : normal_).push_back(std::move(unit));
        }
    }
    if (refusal) unit.answer(std::make_exception_ptr(Unavailable(refusal)));
    else arrived_.notify_one();
}

std::optional<QueuedUnit> UnitQueue::pop() {
    bool const overdue = !bulk_.empty() && std::chrono::steady_clock::now() - bulk_.front().since > longest_bulk_wait;
    if (!normal_.empty() && !overdue) return pop_front(normal_);
    if (bulk_.empty()) return std::nullopt;
    auto unit = pop_front(bulk_);
    if (overdue && !bulk_.empty()) bulk_.front().since = std::chrono::steady_clock::now(); // one a second
    return unit;
}

std::optional<QueuedUnit> UnitQueue::take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, patience, [&] { return closed_ || !normal_.empty() || !bulk_.empty(); });
    return pop();
}

std::optional<QueuedUnit> UnitQueue::take_now() {
    std::lock_guard const lock(mutex_);
    return pop();
}

void UnitQueue::close() {
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
    }
    arrived_.notify_all();
}

bool UnitQueue::is_over() const {
    std::lock_guard const lock(mutex_);
    return closed_ && normal_.empty() && bulk_.empty();
}

std::size_t UnitQueue::size() const {
    std::lock_guard const lock(mutex_);
    return normal_.size() + bulk_.size();
}

} // namespace baton::db
