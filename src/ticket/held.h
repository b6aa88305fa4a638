// Held messages 撤回: a reply that waits some seconds before its customer gets it, so that its author can take it back.
// Until then agents see it and to the customer it is not there: it is no response, moves nothing and asks him nothing.
// It is released by a timer. What he writes in between stops it, as do merging and deleting: then its author is asked,
// who releases it or takes it back. The event stays where it was written; that it was released is an event of its own.
#pragma once
#include "ticket/draft.h"
#include "ticket/service.h"
#include "timer/timer.h"

#include <map>

namespace baton {

inline constexpr std::int64_t longest_hold_s = 60;

struct HeldMessage {
    TicketId ticket_id{};
    EventId event_id{};
    UserId author_id{};
    std::optional<std::string> then_status; // what the ticket becomes once it is sent
    std::optional<Timestamp> stopped_at;    // since when its author is asked
    std::optional<Timestamp> released_at;   // when the customer got it
};
DESCRIBE(HeldMessage, (), (ticket_id, event_id, author_id, then_status, stopped_at, released_at));

BOOST_DEFINE_ENUM_CLASS(StopReason, customer_wrote, merged, deleted)

// Sends it now, whether it still waits or was stopped. Its author only: Error::forbidden; Error::not_found when it is
// no message of this ticket, Error::conflict when it waits no more.
Event release_message(Tx&, Actor const&, std::string const& ticket, EventId, Timestamp now);
// It becomes its author's draft, before what he has begun to write since, in the ticket where he can go on with it.
// Throws as release_message does.
Draft withdraw_message(Tx&, Actor const&, std::string const& ticket, EventId, Timestamp now);
// The timer's action.
void release_due_message(Tx&, Timer const&, Timestamp now);

// The rest is for use cases that hold the ticket's lock.
bool is_to_be_held(NewMessage const&);
// Throws what would be thrown if it was sent now, and Error::forbidden for who is no person.
void check_hold(Tx&, Actor const&, Ticket const&, NewMessage const&, Timestamp now);
void hold(Tx&, Actor const&, Ticket const&, EventId, NewMessage const&, Timestamp now);
void stop_held_messages(Tx&, Ticket const&, StopReason, Timestamp now);
void forget_held_messages(Tx&, TicketId);

// When the customer got what had waited.
std::map<EventId, Timestamp> releases_of(Tx&, std::vector<TicketId> const&);

// Throws db::DbError naming a missing column.
void check_held_tables(Tx&);

} // namespace baton
