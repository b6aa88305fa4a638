#include "announcement/service.h"

#include "announcement/store.h"
#include "tenant/service.h"
#include "ticket/link.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

void record_announcement(Tx& tx, Actor const& actor, EventKind kind, AnnouncementId id, json::object data,
                         Timestamp now) {
    data["announcement_id"] = std::to_string(id.value);
    record_change(tx, actor, kind, std::move(data), now);
}

void check_types(Tx& tx, std::vector<TypeId> const& ids, Problems& problems) {
    auto const types = all_types(tx);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (std::ranges::find(types, ids[i], &Type::id) == types.end())
            problems.add(fmt::format("type_ids[{}]", i), "There is no such ticket type.");
}

void check_problem(Tx& tx, Actor const& actor, std::optional<TicketId> id, Problems& problems) {
    constexpr auto field = "problem_ticket_id";
    if (!id) return;
    if (!can_see(tx, actor, *id)) problems.add(field, "There is no such ticket.");
    else if (!can_be_problem(tx, *id)) problems.add(field, "The ticket is an incident of another problem itself.");
}

// What is new in it must mean something now.
void check_new(Tx& tx, Actor const& actor, AnnouncementFields const& before, AnnouncementFields const& after) {
    Problems problems;
    if (before.type_ids != after.type_ids) check_types(tx, after.type_ids, problems);
    if (before.problem_ticket_id != after.problem_ticket_id)
        check_problem(tx, actor, after.problem_ticket_id, problems);
    problems.raise();
}

void hide_unseen(Tx& tx, Actor const& actor, std::vector<Announcement>& announcements) {
    std::vector<TicketId> ids;
    for (auto const& a : announcements)
        if (a.problem_ticket_id) ids.push_back(*a.problem_ticket_id);
    if (ids.empty()) return;
    auto const seen = visible_tickets(tx, actor, ids);
    for (auto& a : announcements)
        if (a.problem_ticket_id && !std::ranges::count(seen, *a.problem_ticket_id)) a.problem_ticket_id.reset();
}

Announcement shown_to(Tx& tx, Actor const& actor, Announcement announcement) {
    std::vector all{std::move(announcement)};
    hide_unseen(tx, actor, all);
    return std::move(all.front());
}

Announcement load_for_change(Tx& tx, AnnouncementId id) {
    auto announcement = lock_announcement(tx, id);
    if (!announcement) throw Error(ErrorCode::not_found, "There is no such announcement.");
    if (announcement->archived_at) throw Error(ErrorCode::conflict, "This announcement is archived.");
    return *std::move(announcement);
}

} // namespace

std::vector<Announcement> announcements_of(Tx& tx, Actor const& actor, std::optional<AnnouncementId> before,
                                           int limit) {
    auto announcements = list_announcements(tx, before, limit);
    hide_unseen(tx, actor, announcements);
    return announcements;
}

Announcement create_announcement(Tx& tx, Actor const& actor, AnnouncementFields fields, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx); // for the number of them
    if (!fields.starts_at) fields.starts_at = now;
    Problems problems;
    check(fields, problems);
    problems.raise();
    check_new(tx, actor, {}, fields);
    if (std::ssize(list_announcements(tx, {}, max_announcements)) == max_announcements)
        throw Error(ErrorCode::conflict,
                    fmt::format("There are {} announcements already. Archive some first.", max_announcements));
    Announcement const announcement{std::move(fields), tx.next_id<AnnouncementId>(now), now, {}, 1};
    insert_announcement(tx, announcement);
    record_announcement(tx, actor, EventKind::announcement_created, announcement.id,
                        to_json<AnnouncementFields>(announcement).as_object(), now);
    return announcement;
}

Announcement edit_announcement(Tx& tx, Actor const& actor, AnnouncementId id, json::object const& changes,
                               std::int64_t version, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto announcement = load_for_change(tx, id);
    if (announcement.version != version)
        throw Error::conflict("The announcement was changed meanwhile.", to_json(shown_to(tx, actor, announcement)));
    AnnouncementFields const before = announcement;
    auto after = before;
    patch_json(changes, after);
    if (!after.starts_at) after.starts_at = now;
    Problems problems;
    check(after, problems);
    problems.raise();
    check_new(tx, actor, before, after);
    if (before == after) return shown_to(tx, actor, announcement);
    static_cast<AnnouncementFields&>(announcement) = after;
    ++announcement.version;
    save_announcement(tx, announcement);
    for (auto const& d : diff(before, after))
        record_announcement(tx, actor, EventKind::announcement_changed, id,
                            {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    return shown_to(tx, actor, announcement);
}

void archive_announcement(Tx& tx, Actor const& actor, AnnouncementId id, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto announcement = load_for_change(tx, id);
    announcement.archived_at = now;
    ++announcement.version;
    save_announcement(tx, announcement);
    record_announcement(tx, actor, EventKind::announcement_archived, id, {{"title", announcement.title}}, now);
}

std::vector<Announcement> current_announcements(Tx& tx, Timestamp now) {
    return list_current(tx, now, max_current_announcements);
}

Announcement require_current(Tx& tx, AnnouncementId id, Timestamp now) {
    auto announcement = find_announcement(tx, id);
    if (!announcement || !is_current(*announcement, now))
        throw Error(ErrorCode::invalid, "announcement_id", "There is no such announcement.");
    return *std::move(announcement);
}

} // namespace baton
