#include "department/api.h"

#include "department/service.h"

namespace baton {
namespace {

api::Page<Department> list(Tx& tx, api::Call<> const&) { return {all_departments(tx), std::nullopt}; }

Department create(Tx& tx, api::Call<DepartmentFields> const& call) {
    return create_department(tx, call.actor, call.body, call.now);
}

Department edit(Tx& tx, api::Call<api::Patch<DepartmentFields>, api::None, api::IdPath> const& call) {
    return edit_department(tx, call.actor, api::path_id<DepartmentId>(call.path.id), call.body.changes,
                           call.body.version, call.now);
}

api::None archive(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    archive_department(tx, call.actor, api::path_id<DepartmentId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_department_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    routes.read("/departments", api::signed_in, "The departments", list);
    routes.write(http::Method::post, "/departments", api::needs(Permission::settings_manage), 201,
                 "Create a department", create);
    routes.write(http::Method::patch, "/departments/{id}", api::needs(Permission::settings_manage), 200,
                 "Rename a department, move it, or name another lead", edit);
    routes.write(http::Method::del, "/departments/{id}", api::needs(Permission::settings_manage), 204,
                 "Archive an empty department", archive);
}

} // namespace baton
