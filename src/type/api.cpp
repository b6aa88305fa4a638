#include "type/api.h"

#include "type/service.h"

namespace baton {
namespace {

struct TypeQuery {
    bool archived = false; // show those as well
};
DESCRIBE(TypeQuery, (), (archived));

api::Page<Type> types(Tx& tx, api::Call<api::None, TypeQuery> const& call) {
    return {call.query.archived ? all_types_ever(tx) : all_types(tx), std::nullopt};
}

Type show(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return require_type(tx, api::path_id<TypeId>(call.path.id));
}

Type create(Tx& tx, api::Call<TypeFields> const& call) { return create_type(tx, call.actor, call.body, call.now); }

Type edit(Tx& tx, api::Call<api::Patch<TypeFields>, api::None, api::IdPath> const& call) {
    return edit_type(tx, call.actor, api::path_id<TypeId>(call.path.id), call.body.changes, call.body.version,
                     call.now);
}

api::None archive(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    archive_type(tx, call.actor, api::path_id<TypeId>(call.path.id), call.now);
    return {};
}

Type restore(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return restore_type(tx, call.actor, api::path_id<TypeId>(call.path.id), call.now);
}

} // namespace

void add_type_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/types", api::signed_in, "The ticket types, by path", types);
    routes.write(post, "/types", manage, 201, "Create a ticket type, and those above it that are not there yet",
                 create);
    routes.read("/types/{id}", api::signed_in, "One ticket type, archived ones too", show);
    routes.write(patch, "/types/{id}", manage, 200, "Change a ticket type; a new path moves all below it", edit);
    routes.write(del, "/types/{id}", manage, 204, "Archive a ticket type: no new tickets", archive);
    routes.write(post, "/types/{id}/restore", manage, 200, "Let an archived ticket type take new tickets again",
                 restore);
}

} // namespace baton
