#include "view/service.h"

#include "department/service.h"
#include "tenant/service.h"
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

bool leads(Tx& tx, Actor const& actor, DepartmentId department) {
    if (!actor.user) return false;
    auto const led = departments_led_by(tx, *actor.user);
    return std::ranges::any_of(led, [&](Department const& d) { return d.id == department; });
}

bool can_use(Actor const& actor, View const& view) {
    switch (sharing_of(view)) {
    case Sharing::personal:
        return view.owner_id == actor.user;
    case Sharing::department:
        return std::ranges::binary_search(actor.reach.seen, *view.department_id);
    case Sharing::everyone:
        return true;
    }
    return false;
}

void require_keeper(Tx& tx, Actor const& actor, Sharing sharing, std::optional<DepartmentId> department) {
    if (sharing == Sharing::personal) return;
    if (sharing == Sharing::department && leads(tx, actor, *department)) return;
    actor.require(Permission::settings_manage);
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
    auto const shared = list_shared_views(tx).size();
    if (sharing != Sharing::personal && shared >= max_shared_views)
        throw Error(ErrorCode::conflict, "There are 200 shared views already. Archive some first.");
    if (sharing != Sharing::personal) return;
    auto const views = list_views(tx, actor.user, {});
    auto const own = std::ranges::count_if(views, [](View const& v) { return sharing_of(v) == Sharing::personal; });
    if (std::size_t(own) >= max_personal_views)
        throw Error(ErrorCode::conflict, "You have 100 views already. Archive some first.");
}

View view_for_change(Tx& tx, Actor const& actor, ViewId id) {
    auto view = lock_view(tx, id);
    bool const manages = view && !view->owner_id && actor.may(Permission::settings_manage);
    if (!view || !(can_use(actor, *view) || manages)) throw Error(ErrorCode::not_found, "There is no such view.");
    require_keeper(tx, actor, sharing_of(*view), view->department_id);
    return *std::move(view);
}

} // namespace

std::vector<View> views_of(Tx& tx, Actor const& actor) { return list_views(tx, actor.user, actor.reach.seen); }

View create_view(Tx& tx, Actor const& actor, NewView const& input, Timestamp now) {
    if (input.sharing == Sharing::personal && !actor.user)
        throw Error(ErrorCode::forbidden, "A personal view needs a person.");
    Problems problems;
    if (input.department_id) problems.take([&] { require_department(tx, *input.department_id, "department_id"); });
    check_filter(tx, actor, input.filter, problems);
    problems.raise();
    require_keeper(tx, actor, input.sharing, input.department_id);
    refuse_too_many(tx, actor, input.sharing);
    View view{input};
    view.id = tx.next_id<ViewId>(now);
    view.department_id = input.department_id;
    if (input.sharing == Sharing::personal) view.owner_id = actor.user;
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

void archive_view(Tx& tx, Actor const& actor, ViewId id, Timestamp now) {
    auto view = view_for_change(tx, actor, id);
    view.archived_at = now;
    ++view.version;
    save_view(tx, view);
    record_view(tx, actor, EventKind::view_archived, view, {{"name", view.name}}, now);
}

} // namespace baton
