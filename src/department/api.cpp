#include "department/api.h"

#include "department/service.h"

namespace baton {
namespace {

api::Page<Department> list(Tx& tx, api::Call<> const&) { return {all_departments(tx), std::nullopt}; }

Department create(Tx& tx, api::Call<DepartmentFields> const& call) {
    return create_department(tx, call.actor, call.body, call.now);
}

} // namespace

void add_department_routes(api::Routes& routes) {
    routes.read("/departments", api::signed_in, "The departments", list);
    routes.write(http::Method::post, "/departments", api::needs(Permission::settings_manage), 201,
                 "Create a department", create);
}

} // namespace baton
