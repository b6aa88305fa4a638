#include "timer/watch.h"

#include "event/backoff.h"
#include "tenant/service.h"
#include "timer/service.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

using std::chrono::milliseconds;

constexpr int at_once = 100;
constexpr milliseconds longest{10'000}; // until the next look, whatever is known
constexpr milliseconds after_failure{1'000};
// Between looks while the database is written to all the time: more often would cost those who write.
constexpr milliseconds shortest{250};

} // namespace

TimerWatch::TimerWatch(db::Database& database, Actions actions, Clock clock)
    : database_(database), actions_(std::move(actions)), clock_(std::move(clock)) {}
TimerWatch::~TimerWatch() { stop(); }

void TimerWatch::start() {
    thread_ = std::thread([this] { work(); });
}

void TimerWatch::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void TimerWatch::wake() {
    {
        std::lock_guard const lock(mutex_);
        if (std::exchange(woken_, true)) return;
    }
    changed_.notify_all();
}

bool TimerWatch::is_stopping() {
    std::lock_guard const lock(mutex_);
    return stopping_;
}

void TimerWatch::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_ = false;
        lock.unlock();
        auto pause = after_failure;
        try {
            pause = round();
        } catch (std::exception const& error) {
            spdlog::error("timers: {}", error.what());
        }
        lock.lock();
        if (changed_.wait_for(lock, std::min(pause, shortest), [this] { return stopping_; })) return;
        if (pause > shortest) changed_.wait_for(lock, pause - shortest, [this] { return stopping_ || woken_; });
    }
}

TimerWatch::Pause TimerWatch::round() {
    auto pause = longest;
    for (auto const& tenant : db::look(database_, default_tenant, tenants_of_installation)) {
        auto const next = round(tenant.id);
        if (is_stopping()) break;
        if (!next) continue;
        // Rounded up: a look just before it is due would only be repeated.
        auto const left = std::max<std::int64_t>(0, *next - clock_() + 999) / 1'000;
        pause = std::min(pause, milliseconds(std::min<std::int64_t>(left, longest.count())));
    }
    return pause;
}

std::optional<Timestamp> TimerWatch::round(TenantId tenant) {
    auto const due = db::look(database_, tenant, [&](Tx& tx) { return due_timers(tx, clock_(), at_once); });
    for (auto const& timer : due) {
        if (is_stopping()) return std::nullopt;
        fire(tenant, timer);
    }
    return db::look(database_, tenant, [](Tx& tx) { return next_timer(tx); });
}

void TimerWatch::fire(TenantId tenant, Timer const& timer) {
    try {
        db::run(database_, tenant, [&](Tx& tx) { actions_.at(timer.kind)(tx, timer, clock_()); });
    } catch (std::exception const& error) {
        spdlog::error("timer {} ({}) of tenant {}: {}", timer.id.value, name_of(timer.kind), tenant.value,
                      error.what());
        auto const pause = backoff(int(std::min<std::int64_t>(timer.failures, 100)) + 1);
        auto const again = Timestamp{clock_().us + pause.count() * 1'000};
        db::run(database_, tenant, [&](Tx& tx) { postpone_timer(tx, timer, again); });
    }
}

} // namespace baton
