// Who is to be told of events, with the words of it. Reads, in the caller's unit of work; whether a person still sees
// the ticket is for who tells him to ask.
#pragma once
#include "notice/notice.h"

#include <span>

namespace baton {

struct Notice {
    UserId user_id{};
    NoticeKind kind{};
    std::int64_t seq = 0;
    Timestamp at{};
    TicketId ticket_id{};
    std::string number;
    std::string subject; // "" of a ticket that is kept encrypted: this goes where it would be read by others
    std::string by;      // who did it; "" for rules and the system
};

// In the order of the events. Of a ticket that is deleted, and of what is older than notice_lifetime_s: none.
std::vector<Notice> notices_of(Tx&, std::span<Event const>, Timestamp now);

} // namespace baton
