// Timers 定时: what is to be done to a ticket at a moment that nobody's request brings about. A row each, set in the
// unit of work that wants it and gone in the one that does it, so that it is done exactly once, however many servers
// look.
#pragma once
#include "ticket/ticket.h"

namespace baton {

struct TimerTag;
using TimerId = Id<TimerTag>;

// Append only: the words are stored.
BOOST_DEFINE_ENUM_CLASS(TimerKind, release_message, wake_ticket, remind)

struct Timer {
    TimerId id{};
    TimerKind kind{};
    TicketId ticket_id{};
    std::optional<std::int64_t> subject_id; // what of the ticket it is about: an event, a reminder
    Timestamp due_at{};
    std::int64_t failures = 0; // so often it was tried in vain
};
DESCRIBE(Timer, (), (id, kind, ticket_id, subject_id, due_at, failures));

// What a timer is about.
struct TimerSubject {
    TimerKind kind{};
    TicketId ticket_id{};
    std::optional<std::int64_t> subject_id;
};

} // namespace baton
