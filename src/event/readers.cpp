#include "event/readers.h"

#include "event/backoff.h"
#include "event/progress_store.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr int slice = 100;

} // namespace

Rounds::Left Readers::round() {
    if (readers_.empty()) return Rounds::Left::nothing;
    auto left = Rounds::Left::nothing;
    for (auto const& [tenant, seq] : all_heads(database_))
        for (auto const& reader : readers_)
            if (advance(*reader, tenant, seq) == Rounds::Left::more) left = Rounds::Left::more;
    slice_ = {};
    return left;
}

Rounds::Left Readers::advance(Reader& reader, TenantId tenant, std::int64_t head) {
    auto progress = progress_of(reader, tenant, head);
    if (progress.not_before > Clock::now()) return Rounds::Left::nothing;
    try {
        if (!progress.is_known)
            progress.cursor = db::look(database_, tenant, [&](Tx& tx) { return reader_cursor(tx, reader.name()); });
        auto const reached = progress.cursor < head ? apply_slice(reader, tenant, progress) : progress.cursor;
        note_reached(reader, tenant, reached);
        return reached < head ? Rounds::Left::more : Rounds::Left::nothing;
    } catch (std::exception const& error) {
        note_failure(reader, tenant, error.what());
        return Rounds::Left::nothing;
    }
}

std::int64_t Readers::apply_slice(Reader& reader, TenantId tenant, Progress const& progress) {
    auto const from = progress.cursor;
    // Read and parsed outside the unit: on SQLite the one writer should not wait for that.
    auto const& events = slice_after(tenant, from);
    auto const to = events.empty() ? progress.head : *events.back().seq; // empty: retention has removed them
    return db::run(database_, tenant, [&](Tx& tx) {
        if (!move_cursor(tx, reader.name(), from, to)) return reader_cursor(tx, reader.name());
        if (!events.empty()) reader.apply(tx, events);
        return to;
    });
}

std::vector<Event> const& Readers::slice_after(TenantId tenant, std::int64_t after) {
    if (slice_.tenant != tenant || slice_.after != after || slice_.events.empty())
        slice_ = {tenant, after, db::look(database_, tenant, [&](Tx& tx) { return events_after(tx, after, slice); })};
    return slice_.events;
}

Readers::Progress Readers::progress_of(Reader const& reader, TenantId tenant, std::int64_t head) {
    std::lock_guard const lock(mutex_);
    auto& progress = progress_[{&reader, tenant}];
    progress.head = std::max(progress.head, head);
    return progress;
}

void Readers::note_reached(Reader const& reader, TenantId tenant, std::int64_t cursor) {
    std::lock_guard const lock(mutex_);
    auto& progress = progress_[{&reader, tenant}];
    progress = {.cursor = cursor, .head = std::max(progress.head, cursor), .is_known = true};
}

void Readers::note_failure(Reader const& reader, TenantId tenant, std::string const& error) {
    std::lock_guard const lock(mutex_);
    auto& progress = progress_[{&reader, tenant}];
    progress.is_known = false; // what failed may be stored all the same
    progress.error = error;
    progress.not_before = Clock::now() + backoff(++progress.failures);
    spdlog::error("reader {} failed {} times in tenant {}: {}", reader.name(), progress.failures, tenant.value, error);
}

bool Readers::have_seen(TenantId tenant, std::int64_t seq) const {
    std::lock_guard const lock(mutex_);
    return std::ranges::all_of(readers_, [&](auto const& reader) {
        auto const found = progress_.find({reader.get(), tenant});
        return seq == 0 || (found != progress_.end() && found->second.cursor >= seq);
    });
}

std::vector<ReaderStatus> Readers::status() const {
    std::vector<ReaderStatus> all;
    std::lock_guard const lock(mutex_);
    for (auto const& reader : readers_) {
        ReaderStatus status{.reader = std::string(reader->name())};
        for (auto const& [key, progress] : progress_) {
            if (key.first != reader.get()) continue;
            status.lag += progress.head - progress.cursor;
            if (!progress.error.empty()) status.error = progress.error;
        }
        all.push_back(std::move(status));
    }
    return all;
}

} // namespace baton
