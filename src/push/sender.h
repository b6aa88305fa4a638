// The thread that sends what is in the outbox. What is said is read when it is sent, and whether its person may still
// know it; then it posts, outside any unit of work. Several servers over one database may run one each: a row is
// claimed by one for as long as its posting can take. Thread-safe.
#pragma once
#include "db/database.h"
#include "event/rounds.h"
#include "push/outbox.h"
#include "push/poster.h"
#include "push/verdict.h"

#include <atomic>

namespace baton {

// Since the start of this server.
struct PushFigures {
    std::int64_t waiting = 0; // of all tenants, when it was looked last; counted up to a limit
    std::int64_t sent = 0, gone = 0, retried = 0, given_up = 0, withheld = 0;
    bool is_failing = false; // the last answer, or that there was none
};

class PushSender {
public:
    // contact: mailto: or https:, for those who run push services.
    PushSender(db::Database&, PushServices, std::string contact);
    void start() { rounds_.start(); }
    void stop() { rounds_.stop(); } // after what is under way
    // There may be something new.
    void wake() { rounds_.wake(); }
    PushFigures figures() const;

private:
    // What is to be posted for a claimed row.
    struct Ready {
        PushDelivery delivery;
        PushSubscription subscription;
        PushEndpoint endpoint; // of the subscription
        Notice notice;
        std::string topic;
    };

    Rounds::Left round();
    // True when there may be more.
    bool send_some(TenantId);
    // In place of those that nobody is to be told of any more there is nothing.
    std::vector<Ready> ready_among(Tx&, std::vector<PushDelivery> const&) const;
    std::vector<Post> posts_for(TenantId, std::vector<Ready> const&);
    void settle(TenantId, std::vector<PushDelivery> const& claimed, std::vector<Ready> const&,
                std::vector<PostAnswer> const&);
    void settle_one(Tx&, Ready const&, PushOutcome const&, Timestamp now);
    void count(Ready const&, PostAnswer const&, PushVerdict);

    db::Database& database_;
    PushServices const services_;
    std::string const contact_;
    Poster poster_;            // of the thread
    mutable std::mutex mutex_; // of figures_
    PushFigures figures_;
    Rounds rounds_;
};

} // namespace baton
