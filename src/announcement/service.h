// Use cases of announcements, each inside the caller's unit of work.
#pragma once
#include "announcement/announcement.h"
#include "db/tx.h"
#include "user/actor.h"

namespace baton {

// Not archived ones, the newest first. The problem is left out where the actor does not see it.
std::vector<Announcement> announcements_of(Tx&, Actor const&, std::optional<AnnouncementId> before, int limit);
Announcement create_announcement(Tx&, Actor const&, AnnouncementFields, Timestamp now);
Announcement edit_announcement(Tx&, Actor const&, AnnouncementId, json::object const& changes, std::int64_t version,
                               Timestamp now);
void archive_announcement(Tx&, Actor const&, AnnouncementId, Timestamp now);

// What customers read now, the newest first.
std::vector<Announcement> current_announcements(Tx&, Timestamp now);
// Throws Error::invalid for "announcement_id" when customers do not read it now.
Announcement require_current(Tx&, AnnouncementId, Timestamp now);

// Throws db::DbError naming a missing column.
void check_announcement_tables(Tx&);

} // namespace baton
