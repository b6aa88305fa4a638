// Notices 通知: what a person is told at once because it concerns him, and nobody else. The rule is here, pure; who
// hears of it, in an open window (src/live) or on a device (src/push), reads it through notice/service.h. Nobody is
// told what he did himself.
#pragma once
#include "event/event.h"
#include "user/actor.h"

namespace baton {

// Append only: the words are stored.
// assigned, transferred: it became mine, the second with a change of department. returned: it came back to me.
// mentioned: a message names me. answered: the customer wrote on a ticket of mine. reminder: one of mine came due.
BOOST_DEFINE_ENUM_CLASS(NoticeKind, assigned, transferred, returned, mentioned, answered, reminder)

// What is older is told to nobody: a person who comes back, or tickets that are brought in with their past, would be a
// flood.
inline constexpr std::int64_t notice_lifetime_s = 3'600;

struct Told {
    UserId user_id{};
    NoticeKind kind{};
    bool operator==(Told const&) const = default;
};

// What the rule has to know besides the event.
struct NoticeFacts {
    std::optional<UserId> assignee;  // who has the ticket
    std::vector<UserId> people = {}; // of the department that the event names
    Event const* released = nullptr; // the message that waited until this event
};

// Events of other kinds tell nobody.
bool may_tell(EventKind);
// The message and the department of which the facts are needed.
std::optional<EventId> released_in(Event const&);
std::optional<DepartmentId> people_meant_in(Event const&);

// Whom it tells, each once.
std::vector<Told> told_of(Event const&, NoticeFacts const&);

} // namespace baton
