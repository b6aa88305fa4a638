#include "event/log.h"

#include "event/followers.h"
#include "event/progress_store.h"
#include "event/readers.h"
#include "event/sequencer.h"

#include <spdlog/spdlog.h>

namespace baton {

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

// What the database rings after a commit; it may outlive the log.
class Bell {
public:
    void hang(std::function<void()> ring) {
        std::lock_guard const lock(mutex_);
        ring_ = std::move(ring);
    }
    void ring() {
        std::lock_guard const lock(mutex_);
        if (ring_) ring_();
    }

private:
    std::mutex mutex_;
    std::function<void()> ring_;
};

template <class F> bool wait_until(Clock::time_point deadline, F reached) {
    while (!reached()) {
        if (Clock::now() >= deadline) return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

} // namespace

struct Log::Impl {
    Impl(db::Database& d, LogOptions const& options)
        : database(d), sequencer(d, options.lease, [this] { wake_readers(); }), followers(d), readers(d) {}

    bool numbers_after_commit() const { return database.dialect() == db::Dialect::postgres; }
    // On SQLite only this process writes, so its commits wake us; on PostgreSQL other nodes do so unseen.
    Rounds::Pace pace() const {
        if (numbers_after_commit()) return {.shortest = 20ms, .longest = 50ms};
        return {.shortest = 100ms, .longest = 1000ms}; // for readers that failed
    }
    void wake_readers() {
        follower_rounds.wake();
        reader_rounds.wake();
        if (on_news) on_news();
    }
    void wake() { numbers_after_commit() ? sequencer_rounds.wake() : wake_readers(); }
    bool is_numbered(std::vector<Unnumbered> const& before);
    bool is_seen(std::vector<Head> const&) const;

    db::Database& database;
    Sequencer sequencer;
    Followers followers;
    Readers readers;
    Rounds sequencer_rounds{"numbering the log", pace(), [this] { return sequencer.round(); }};
    Rounds follower_rounds{"following the log", pace(), [this] { return followers.round(); }};
    Rounds reader_rounds{"reading the log", pace(), [this] { return readers.round(); }};
    std::shared_ptr<Bell> bell = std::make_shared<Bell>();
    std::function<void()> on_news;
    bool running = false;
};

// None of those that had no number then is without one now.
bool Log::Impl::is_numbered(std::vector<Unnumbered> const& before) {
    if (before.empty()) return true;
    auto const still = all_unnumbered(database);
    return std::ranges::none_of(still, [&](Unnumbered const& now) {
        return std::ranges::any_of(before, [&](Unnumbered const& then) {
            return then.tenant_id == now.tenant_id && now.least_id <= then.greatest_id;
        });
    });
}

bool Log::Impl::is_seen(std::vector<Head> const& heads) const {
    return std::ranges::all_of(heads, [&](Head const& head) {
        return followers.have_seen(head.tenant_id, head.seq) && readers.have_seen(head.tenant_id, head.seq);
    });
}

Log::Log(db::Database& database, LogOptions options) : impl_(std::make_unique<Impl>(database, options)) {
    if (!impl_->numbers_after_commit()) database.before_commit([](Tx& tx) { number_pending(tx); });
    database.after_commit([bell = impl_->bell] { bell->ring(); });
}

Log::~Log() { stop(); }

void Log::add(std::unique_ptr<Reader> reader) { impl_->readers.add(std::move(reader)); }
void Log::add(Follower follower, Listening listening) {
    impl_->followers.add(std::move(follower), std::move(listening));
}

void Log::on_news(std::function<void()> f) { impl_->on_news = std::move(f); }

void Log::start() {
    if (std::exchange(impl_->running, true)) return;
    impl_->followers.begin_at_heads();
    if (impl_->numbers_after_commit()) impl_->sequencer_rounds.start();
    impl_->follower_rounds.start();
    impl_->reader_rounds.start();
    impl_->bell->hang([impl = impl_.get()] { impl->wake(); });
}

void Log::stop() {
    if (!std::exchange(impl_->running, false)) return;
    impl_->bell->hang({});
    impl_->sequencer_rounds.stop();
    impl_->follower_rounds.stop();
    impl_->reader_rounds.stop();
    try {
        impl_->sequencer.release();
    } catch (std::exception const& error) { // then they run out by themselves
        spdlog::warn("the leases of the sequencer were not released: {}", error.what());
    }
}

bool Log::settle(std::chrono::milliseconds deadline) {
    auto const until = Clock::now() + deadline;
    auto const unnumbered = all_unnumbered(impl_->database);
    impl_->wake();
    if (!wait_until(until, [&] { return impl_->is_numbered(unnumbered); })) return false;
    auto const heads = all_heads(impl_->database);
    impl_->wake_readers();
    return wait_until(until, [&] { return impl_->is_seen(heads); });
}

std::vector<ReaderStatus> Log::status() const { return impl_->readers.status(); }

} // namespace baton
