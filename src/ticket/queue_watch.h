// Sees to it that what waits in a queue is pulled the moment somebody is free: follows the log, and gives tickets out
// when somebody comes online, has one less on hand or may take more, and when a ticket comes to lie in a queue. It
// looks at all queues once at the start, and every minute in case a node ended between a commit and this. A thread of
// its own; thread-safe. What the database refuses is tried again.
#pragma once
#include "db/database.h"
#include "department/department.h"
#include "event/log.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

namespace baton {

class QueueWatch {
public:
    using Clock = std::function<Timestamp()>;
    explicit QueueWatch(db::Database&, Clock = now);
    ~QueueWatch(); // stops
    void start();
    void stop();
    // For Log::add. There is something to notice while a department gives its tickets out.
    void notice(TenantId, std::span<Event const>);
    bool is_listening();

private:
    // Where something may have become possible in one tenant.
    struct Hints {
        bool everywhere = false;
        std::set<DepartmentId> departments;
        std::set<UserId> people; // in all departments of theirs
    };
    using AllHints = std::map<TenantId, Hints>;

    static void note(Hints&, Event const&);
    void work();
    void look(AllHints const&);
    void look(TenantId, Hints const&);
    void give_out(TenantId, DepartmentId);
    AllHints everything() const;
    void again(AllHints);

    db::Database& database_;
    Clock clock_;
    std::atomic<bool> was_listening_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    AllHints hints_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace baton
