// Announcements 公告: what customers read at the portal before they ask, such as an outage. One that names a problem
// lets them say "me too": what they then open is an incident of it. Values and rules.
#pragma once
#include "ticket/ticket.h"

namespace baton {

struct AnnouncementTag;
using AnnouncementId = Id<AnnouncementTag>;

inline constexpr std::size_t max_announcement_types = 100;
inline constexpr int max_announcements = 500;        // not archived
inline constexpr int max_current_announcements = 50; // shown to customers, the newest

struct AnnouncementFields {
    Text<1, 200> title;
    Text<1, 20'000> body;
    std::vector<TypeId> type_ids;                // what it is about; empty: everything
    std::optional<Timestamp> starts_at, ends_at; // absent: at once, until it is archived
    std::optional<TicketId> problem_ticket_id;
    bool operator==(AnnouncementFields const&) const = default;
};
DESCRIBE(AnnouncementFields, (), (title, body, type_ids, starts_at, ends_at, problem_ticket_id));
void check(AnnouncementFields const&, Problems&);

// The row. starts_at is always there.
struct Announcement : AnnouncementFields {
    AnnouncementId id{};
    Timestamp created_at{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Announcement, (AnnouncementFields), (id, created_at, archived_at, version));

// From starts_at on, before ends_at.
bool is_current(Announcement const&, Timestamp now);

} // namespace baton
