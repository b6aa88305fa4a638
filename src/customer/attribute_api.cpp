#include "customer/api.h"
#include "customer/profile.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

template <class C> AttributeId id_in(C const& call) { return api::path_id<AttributeId>(call.path.id); }

api::Page<Attribute> list(Tx& tx, api::Call<> const&) { return {customer_attributes(tx), std::nullopt}; }

Attribute create(Tx& tx, api::Call<NewAttribute> const& call) {
    return create_attribute(tx, call.actor, call.body, call.now);
}

Attribute edit(Tx& tx, api::Call<api::Patch<AttributeFields>, api::None, api::IdPath> const& call) {
    return edit_attribute(tx, call.actor, id_in(call), call.body.changes, call.body.version, call.now);
}

Attribute archive(Tx& tx, IdCall const& call) { return archive_attribute(tx, call.actor, id_in(call), call.now); }

} // namespace

void add_attribute_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    using enum Permission;
    routes.read("/customer-attributes", api::needs(tickets_read), "What is kept about customers besides", list);
    routes.write(post, "/customer-attributes", api::needs(settings_manage), 201, "Define an attribute", create);
    routes.write(patch, "/customer-attributes/{id}", api::needs(settings_manage), 200, "Change its label or choices",
                 edit);
    routes.write(del, "/customer-attributes/{id}", api::needs(settings_manage), 200, "Archive an attribute", archive);
}

} // namespace baton
