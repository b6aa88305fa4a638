// The live feed /live: events as they are numbered, to everyone connected who may see them, and who
// else looks at a ticket. A client that was away says where it stopped (resume) and gets what it
// missed, or a `gap` when that is too much. One thread of its own does the work; thread-safe.
#pragma once
#include "base/work_queue.h"
#include "db/database.h"
#include "event/event.h"
#include "http/message.h"

#include <span>

namespace baton {

class LiveFeed : public http::LiveApplication {
public:
    explicit LiveFeed(db::Database&);
    ~LiveFeed() override;

    std::shared_ptr<http::LiveClient> connect(http::Request const&, std::shared_ptr<http::LiveConnection>) override;
    // A Follower of the log: to be called on the log's thread.
    void publish(TenantId, std::span<Event const>);
    std::size_t clients() const;

    struct Impl;

private:
    std::shared_ptr<Impl> impl_;
};

} // namespace baton
