// Brings durable readers up to the head of the log, tenant by tenant, a slice at a time, so that no reader and no
// tenant waits for another's backlog. round() is for one thread, the rest for any.
#pragma once
#include "event/log.h"
#include "event/rounds.h"

#include <map>

namespace baton {

class Readers {
public:
    explicit Readers(db::Database& database) : database_(database) {}
    void add(std::unique_ptr<Reader> reader) { readers_.push_back(std::move(reader)); }
    Rounds::Left round();
    bool have_seen(TenantId, std::int64_t seq) const;
    std::vector<ReaderStatus> status() const;

private:
    using Clock = std::chrono::steady_clock;
    // Of one reader in one tenant, as far as this process knows.
    struct Progress {
        std::int64_t cursor = 0, head = 0;
        bool is_known = false; // else the cursor is read from the database first
        int failures = 0;
        Clock::time_point not_before{};
        std::string error;
    };

    // What lies after a place in the log: several readers that stand there read it once.
    struct Slice {
        TenantId tenant{};
        std::int64_t after = 0;
        std::vector<Event> events;
    };

    Rounds::Left advance(Reader&, TenantId, std::int64_t head);
    // Applies one slice of what lies after the cursor and returns where the cursor stands then.
    std::int64_t apply_slice(Reader&, TenantId, Progress const&);
    std::vector<Event> const& slice_after(TenantId, std::int64_t after);
    void note_failure(Reader const&, TenantId, std::string const& error);
    Progress progress_of(Reader const&, TenantId, std::int64_t head);
    void note_reached(Reader const&, TenantId, std::int64_t cursor);

    db::Database& database_;
    std::vector<std::unique_ptr<Reader>> readers_;
    Slice slice_; // of the round
    mutable std::mutex mutex_;
    std::map<std::pair<Reader const*, TenantId>, Progress> progress_;
};

} // namespace baton
