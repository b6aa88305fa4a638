#include "view/service.h"

#include "department/service.h"
#include "sharing/service.h"
#include "view/store.h"

#include <algorithm>

namespace baton {
namespace {

void record_view(Tx& tx, Actor const& actor, EventKind kind, View const& view, json::object data, Timestamp now) {
    data["view_id"] = std::to_string(view.id.value);
    data["sharing"] = name_of(sharing_of(view));
    if (view.department_id) data["department_id"] = std::to_string(view.department_id->value);
    record_change(tx, actor, kind, std::move(data), now);
}

// The words must mean something now.
void check_filter(Tx& tx, Actor const& actor, TicketWords const& words, Problems& problems) {
    problems.take([&] { filter_of(tx, actor, words); }, "filter");
    problems.take(
        [&] {
            for (auto const id : words.department_id) require_department(tx, id, "department_id");
        },
        "filter");
}

void refuse_too_many(Tx& tx, Actor const& actor, Sharing sharing) {
    if (sharing != Sharing::personal) {
        if (list_shared_views(tx).size() < max_shared_views) return;
        throw Error(ErrorCode::conflict, "There are 200 shared views already. Archive some first.");
    }
    auto const views = list_views(tx, actor.user, {});
    auto const own = std::ranges::count_if(views, [](View const& v) { return sharing_of(v) == Sharing::personal; });
    if (std::size_t(own) >= max_personal_views)
        throw Error(ErrorCode::conflict, "You have 100 views already. Archive some first.");
}

View view_for_change(Tx& tx, Actor const& actor, ViewId id) {
    auto view = lock_view(tx, id);
    if (!view || !may_change_kept(tx, actor, *view)) throw Error(ErrorCode::not_found, "There is no such view.");
    return *std::move(view);
}

} // namespace

std::vector<View> views_of(Tx& tx, Actor const& actor) { return list_views(tx, actor.user, actor.reach.seen); }

View create_view(Tx& tx, Actor const& actor, NewView const& input, Timestamp now) {
    Problems problems;
    Owner owner;
    problems.take([&] { owner = owner_of_new(tx, actor, input); });
    check_filter(tx, actor, input.filter, problems);
    problems.raise();
    refuse_too_many(tx, actor, input.sharing);
    View view{input, owner};
    view.id = tx.next_id<ViewId>(now);
    insert_view(tx, view);
    record_view(tx, actor, EventKind::view_created, view, to_json<ViewFields>(view).as_object(), now);
    return view;
}

View edit_view(Tx& tx, Actor const& actor, ViewId id, json::object const& changes, std::int64_t version,
               Timestamp now) {
    auto view = view_for_change(tx, actor, id);
    if (view.version != version) throw Error::conflict("The view was changed meanwhile.", to_json(view));
    ViewFields const before = view;
    auto after = before;
    patch_json(changes, after);
    Problems problems;
    if (before.filter != after.filter) check_filter(tx, actor, after.filter, problems);
    problems.raise();
    if (before == after) return view;
    static_cast<ViewFields&>(view) = after;
    ++view.version;
    save_view(tx, view);
    for (auto const& d : diff(before, after))
        record_view(tx, actor, EventKind::view_changed, view,
                    {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    return view;
}

void rename_tag_in_views(Tx& tx, Actor const& actor, std::string const& from, std::string const& to, Timestamp now) {
    for (auto& view : lock_views_asking_for(tx, from)) {
        auto const before = view.filter;
        auto& tags = view.filter.tag;
        if (std::erase(tags, from) == 0) continue;
        if (std::ranges::find(tags, to) == tags.end()) tags.insert(tags.begin(), to);
        ++view.version;
        save_view(tx, view);
        record_view(tx, actor, EventKind::view_changed, view,
                    {{"field", "filter"}, {"before", to_json(before)}, {"after", to_json(view.filter)}}, now);
    }
}

void archive_view(Tx& tx, Actor const& actor, ViewId id, Timestamp now) {
    auto view = view_for_change(tx, actor, id);
    view.archived_at = now;
    ++view.version;
    save_view(tx, view);
    record_view(tx, actor, EventKind::view_archived, view, {{"name", view.name}}, now);
}

} // namespace baton
