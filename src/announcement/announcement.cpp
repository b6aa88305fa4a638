#include "announcement/announcement.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {

void check(AnnouncementFields const& fields, Problems& problems) {
    if (fields.type_ids.size() > max_announcement_types)
        return problems.add("type_ids", fmt::format("must have at most {} entries", max_announcement_types));
    for (std::size_t i = 0; i < fields.type_ids.size(); ++i)
        if (std::ranges::count(fields.type_ids, fields.type_ids[i]) > 1)
            problems.add(fmt::format("type_ids[{}]", i), "is there twice");
    if (fields.starts_at && fields.ends_at && *fields.ends_at <= *fields.starts_at)
        problems.add("ends_at", "must be after starts_at");
}

bool is_current(Announcement const& a, Timestamp now) {
    return !a.archived_at && a.starts_at <= now && (!a.ends_at || now < *a.ends_at);
}

} // namespace baton
