#include "tag/service.h"

#include "tag/store.h"
#include "tenant/service.h"
#include "ticket/service.h"
#include "ticket_template/service.h"
#include "view/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::int64_t counted_up_to = 1'000;
constexpr int tickets_at_once = 50;

void record_tag(Tx& tx, Actor const& actor, EventKind kind, KeptTag const& tag, json::object data, Timestamp now) {
    data["tag_id"] = std::to_string(tag.id.value);
    data["name"] = std::string_view(tag.name);
    record_change(tx, actor, kind, std::move(data), now);
}

void record_edit(Tx& tx, Actor const& actor, KeptTag const& tag, Change const& c, Timestamp now) {
    record_tag(tx, actor, EventKind::tag_changed, tag, {{"field", c.field}, {"before", c.before}, {"after", c.after}},
               now);
}

KeptTag require_tag(Tx& tx, KeptTagId id) {
    auto tag = find_kept_tag(tx, id);
    if (!tag) throw Error(ErrorCode::not_found, "There is no such tag.");
    return *std::move(tag);
}

// Who changes tags does so one after the other in a tenant.
KeptTag tag_for_change(Tx& tx, Actor const& actor, KeptTagId id) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto tag = require_tag(tx, id);
    if (tag.archived_at) throw Error(ErrorCode::conflict, "This tag is archived.");
    return tag;
}

void check_name(Tx& tx, std::string const& name, Problems& problems) {
    for (auto const& other : list_kept_tags(tx, false))
        if (other.name == name) problems.add("name", "There is a tag with this name: merge it into that one instead.");
    for (auto const& renaming : list_renamings(tx))
        if (renaming.old_name == name)
            problems.add("name", "Tickets are still losing this name. Try again in a moment.");
}

// Whatever has the old name has the new one, now or soon.
void order_renaming(Tx& tx, Actor const& actor, std::string const& old_name, std::string const& new_name,
                    Timestamp now) {
    insert_renaming(tx, {tx.next_id<TagRenamingId>(now), old_name, new_name, actor.user});
    rename_tag_in_views(tx, actor, old_name, new_name, now);
    rename_tag_in_templates(tx, actor, old_name, new_name, now);
}

void archive(Tx& tx, Actor const& actor, KeptTag& tag, json::object data, Timestamp now) {
    tag.archived_at = now;
    ++tag.version;
    save_kept_tag(tx, tag);
    record_tag(tx, actor, EventKind::tag_archived, tag, std::move(data), now);
}

} // namespace

std::vector<KeptTag> kept_tags(Tx& tx, bool archived_too) { return list_kept_tags(tx, archived_too); }

TagWithUsage tag_with_usage(Tx& tx, Actor const& actor, KeptTagId id) {
    actor.require(Permission::settings_manage);
    TagWithUsage shown{require_tag(tx, id), {}};
    auto const tickets = count_tagged(tx, shown.name, counted_up_to + 1);
    shown.usage = {std::min(tickets, counted_up_to), tickets > counted_up_to};
    return shown;
}

KeptTag create_tag(Tx& tx, Actor const& actor, TagFields const& input, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    if (list_kept_tags(tx, false).size() >= max_kept_tags)
        throw Error(ErrorCode::conflict, "There are 1,000 tags already. Archive some first.");
    Problems problems;
    check_name(tx, input.name, problems);
    problems.raise();
    KeptTag const tag{input, tx.next_id<KeptTagId>(now), {}, 1};
    insert_kept_tag(tx, tag);
    record_tag(tx, actor, EventKind::tag_created, tag, to_json(input).as_object(), now);
    return tag;
}

KeptTag edit_tag(Tx& tx, Actor const& actor, KeptTagId id, json::object const& changes, std::int64_t version,
                 Timestamp now) {
    auto tag = tag_for_change(tx, actor, id);
    if (tag.version != version) throw Error::conflict("The tag was changed meanwhile.", to_json(tag));
    TagFields const before = tag;
    auto after = before;
    patch_json(changes, after);
    if (before == after) return tag;
    Problems problems;
    if (before.name != after.name) check_name(tx, after.name, problems);
    problems.raise();
    static_cast<TagFields&>(tag) = after;
    ++tag.version;
    save_kept_tag(tx, tag);
    for (auto const& c : diff(before, after)) record_edit(tx, actor, tag, c, now);
    if (before.name != after.name) order_renaming(tx, actor, before.name, after.name, now);
    return tag;
}

void archive_tag(Tx& tx, Actor const& actor, KeptTagId id, Timestamp now) {
    auto tag = tag_for_change(tx, actor, id);
    archive(tx, actor, tag, {}, now);
}

KeptTag merge_tag(Tx& tx, Actor const& actor, KeptTagId id, TagMerge const& order, Timestamp now) {
    auto tag = tag_for_change(tx, actor, id);
    auto const into = find_kept_tag(tx, order.into);
    if (!into || into->archived_at) throw Error(ErrorCode::invalid, "into", "There is no such tag.");
    if (into->id == tag.id) throw Error(ErrorCode::invalid, "into", "is this tag itself");
    archive(tx, actor, tag, {{"merged_into", std::string_view(into->name)}}, now);
    order_renaming(tx, actor, tag.name, into->name, now);
    return *into;
}

bool has_renamings(Tx& tx) { return !list_renamings(tx).empty(); }

bool rename_next_tickets(Tx& tx, Timestamp now) {
    auto const waiting = list_renamings(tx);
    if (waiting.empty()) return false;
    auto const& first = waiting.front();
    auto actor = Actor::system(tx.tenant());
    if (first.ordered_by) {
        actor.kind = ActorKind::agent;
        actor.user = first.ordered_by;
    }
    if (rename_tag(tx, actor, first.old_name, first.new_name, tickets_at_once, now) == 0) delete_renaming(tx, first.id);
    return true;
}

} // namespace baton
