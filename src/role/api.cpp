#include "role/api.h"

#include "role/service.h"

namespace baton {
namespace {

struct RoleView : RoleFields {
    RoleId id{};
    std::int64_t version = 1;
};
DESCRIBE(RoleView, (RoleFields), (id, version));

RoleView view(Role const& role) { return {role, role.id, role.version}; }

api::Page<RoleView> list(Tx& tx, api::Call<> const&) {
    api::Page<RoleView> page;
    for (auto const& role : all_roles(tx)) page.items.push_back(view(role));
    return page;
}

RoleView create(Tx& tx, api::Call<RoleFields> const& call) {
    return view(create_role(tx, call.actor, call.body, call.now));
}

RoleView edit(Tx& tx, api::Call<api::Patch<RoleFields>, api::None, api::IdPath> const& call) {
    return view(
        edit_role(tx, call.actor, api::path_id<RoleId>(call.path.id), call.body.changes, call.body.version, call.now));
}

api::None archive(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    archive_role(tx, call.actor, api::path_id<RoleId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_role_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::users_manage);
    routes.read("/roles", api::signed_in, "The roles and what each allows", list);
    routes.write(post, "/roles", manage, 201, "Create a role", create);
    routes.write(patch, "/roles/{id}", manage, 200, "Change a role", edit);
    routes.write(del, "/roles/{id}", manage, 204, "Archive a role that nobody has", archive);
}

} // namespace baton
