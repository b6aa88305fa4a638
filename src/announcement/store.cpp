#include "announcement/store.h"

#include "announcement/service.h"
#include "db/check_table.h"

#include <limits>

template <> inline constexpr std::string_view baton::db::table<baton::Announcement> = "announcements";

namespace baton {

void insert_announcement(Tx& tx, Announcement const& a) { tx.insert(a); }

void save_announcement(Tx& tx, Announcement const& a) { tx.update<Announcement>(a.id, a); }

std::optional<Announcement> find_announcement(Tx& tx, AnnouncementId id) {
    return tx.find<Announcement>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::optional<Announcement> lock_announcement(Tx& tx, AnnouncementId id) {
    return tx.find<Announcement>("where tenant_id = $1 and id = $2" + std::string(tx.for_update()), tx.tenant(), id);
}

std::vector<Announcement> list_announcements(Tx& tx, std::optional<AnnouncementId> before, int limit) {
    auto const least = before.value_or(AnnouncementId{std::numeric_limits<std::int64_t>::max()});
    return tx.select<Announcement>("where tenant_id = $1 and archived_at is null and id < $2 order by id desc limit $3",
                                   tx.tenant(), least, limit);
}

std::vector<Announcement> list_current(Tx& tx, Timestamp now, int limit) {
    return tx.select<Announcement>("where tenant_id = $1 and archived_at is null and starts_at <= $2"
                                   " and (ends_at is null or ends_at > $2) order by starts_at desc, id desc limit $3",
                                   tx.tenant(), now, limit);
}

void check_announcement_tables(Tx& tx) { db::check_table<Announcement>(tx); }

} // namespace baton
