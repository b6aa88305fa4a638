// Rows in, rows out. The only place that knows the table of announcements.
#pragma once
#include "announcement/announcement.h"
#include "db/tx.h"

namespace baton {

void insert_announcement(Tx&, Announcement const&);
void save_announcement(Tx&, Announcement const&);
std::optional<Announcement> find_announcement(Tx&, AnnouncementId);
// Locked until the end of the unit.
std::optional<Announcement> lock_announcement(Tx&, AnnouncementId);
// Those that are not archived, the newest first, before `before`.
std::vector<Announcement> list_announcements(Tx&, std::optional<AnnouncementId> before, int limit);
// Those customers read now, the newest first.
std::vector<Announcement> list_current(Tx&, Timestamp now, int limit);

} // namespace baton
