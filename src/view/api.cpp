#include "view/api.h"

#include "view/service.h"

namespace baton {
namespace {

struct ViewShown : ViewFields {
    ViewId id{};
    Sharing sharing = Sharing::personal;
    std::optional<DepartmentId> department_id;
    std::string query; // of GET /tickets
    std::int64_t version = 1;
};
DESCRIBE(ViewShown, (ViewFields), (id, sharing, department_id, query, version));

ViewShown shown(View const& v) {
    return {v, v.id, sharing_of(v), v.department_id, query_of(v.filter, v.sort), v.version};
}

api::Page<ViewShown> list(Tx& tx, api::Call<> const& call) {
    api::Page<ViewShown> page;
    for (auto const& view : views_of(tx, call.actor)) page.items.push_back(shown(view));
    return page;
}

ViewShown create(Tx& tx, api::Call<NewView> const& call) {
    return shown(create_view(tx, call.actor, call.body, call.now));
}

ViewShown edit(Tx& tx, api::Call<api::Patch<ViewFields>, api::None, api::IdPath> const& call) {
    return shown(
        edit_view(tx, call.actor, api::path_id<ViewId>(call.path.id), call.body.changes, call.body.version, call.now));
}

api::None archive(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    archive_view(tx, call.actor, api::path_id<ViewId>(call.path.id), call.now);
    return {};
}

api::Page<ViewCount> counts(Tx& tx, api::Call<> const& call) { return {view_counts(tx, call.actor), std::nullopt}; }

} // namespace

void add_view_routes(api::Routes& all) {
    using enum http::Method;
    auto const may_read = api::needs(Permission::tickets_read);
    auto views = all.that_see(api::Sees::own);
    views.read("/views", may_read, "The views he may use", list);
    views.write(post, "/views", may_read, 201, "Keep a list, for oneself or for others", create);
    views.write(patch, "/views/{id}", may_read, 200, "Change a view", edit);
    views.write(del, "/views/{id}", may_read, 204, "Archive a view", archive);
    all.that_see(api::Sees::ticket).read("/views/counts", may_read, "How many tickets each view holds", counts);
}

} // namespace baton
