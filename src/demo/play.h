// Plays a story through the use cases, in the order of its times: each step as who would do it, at its moment. What a
// step finds otherwise than expected (a ticket that its customer closed meanwhile) is left out, as people would.
#pragma once
#include "announcement/announcement.h"
#include "db/database.h"
#include "demo/company.h"
#include "demo/story.h"
#include "portal/service.h"
#include "reminder/reminder.h"
#include "ticket/service.h"

namespace baton::demo {

// What came of the ticket of a story so far.
struct Played {
    std::optional<TicketId> id;
    std::string number;
    std::optional<UserId> first; // who took it first
    std::optional<ReminderId> follow_up;
    std::optional<UserId> follower;
    std::optional<AnnouncementId> announcement;
};

// Never gives blocks of numbers, so that tickets take theirs one by one: nobody waits for the counter here, and the
// same tickets get the same numbers every time.
struct NoBlocks : db::Database {
    db::Dialect dialect() const override { return db::Dialect::postgres; }
    void write(TenantId, db::Unit, db::Done, db::Urgency) override {}
    void read(TenantId, db::Unit const&) override {}
    db::Health health() const override { return {}; }
    void forget_deleted() override {}
    void before_commit(db::Unit) override {}
    void after_commit(std::function<void()>) override {}
};

class Player {
public:
    Player(db::Database&, TenantId, Company const&, Story const&, std::vector<Shopper>);
    void play(); // blocks

private:
    friend class Scene;
    void play_some(std::size_t begin, std::size_t end);
    void answer_all(Step const&);

    db::Database& database_;
    TenantId tenant_;
    Company const& company_;
    Story const& story_;
    std::vector<Shopper> people_;
    NoBlocks no_blocks_;
    TicketNumbers numbers_;
    PortalThrottle throttle_;
    std::vector<Played> played_; // by ticket of the story; changed after a commit only
};

} // namespace baton::demo
