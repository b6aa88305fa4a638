#include "tenant/api.h"

#include "tenant/service.h"

namespace baton {
namespace {

Company show(Tx& tx, api::Call<> const&) { return company_of(tx); }

Company edit(Tx& tx, api::Call<Company> const& call) { return edit_company(tx, call.actor, call.body, call.now); }

} // namespace

void add_company_routes(api::Routes& all) {
    auto open = all.that_see(api::Sees::nothing);
    open.read("/portal/company", api::anyone, "What the company is called, and where it is reached besides", show);
    auto routes = all.that_see(api::Sees::tenant);
    routes.read("/settings/company", api::signed_in, "What the company is called, and where it is reached besides",
                show);
    routes.write(http::Method::put, "/settings/company", api::needs(Permission::settings_manage), 200,
                 "Set what its customers see of it", edit);
}

} // namespace baton
