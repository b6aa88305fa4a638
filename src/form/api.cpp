#include "form/api.h"

#include "form/service.h"
#include "type/service.h"

namespace baton {
namespace {

struct FormQuery {
    std::optional<std::int64_t> version; // absent: as it is now
};
DESCRIBE(FormQuery, (), (version));

struct FieldPath {
    std::string id;
    std::string key;
};
DESCRIBE(FieldPath, (), (id, key));

TypeId type_in(FieldPath const& path) { return api::path_id<TypeId>(path.id); }

Form form(Tx& tx, api::Call<api::None, FormQuery, api::IdPath> const& call) {
    auto const type = require_type(tx, api::path_id<TypeId>(call.path.id));
    return call.query.version ? form_at(tx, type.id, *call.query.version) : form_of(tx, type);
}

FieldView create(Tx& tx, api::Call<NewField, api::None, api::IdPath> const& call) {
    return create_field(tx, call.actor, api::path_id<TypeId>(call.path.id), call.body, call.now);
}

FieldView show(Tx& tx, api::Call<api::None, api::None, FieldPath> const& call) {
    return field_with_usage(tx, type_in(call.path), call.path.key);
}

FieldView edit(Tx& tx, api::Call<api::Patch<FieldEdit>, api::None, FieldPath> const& call) {
    return edit_field(tx, call.actor, type_in(call.path), call.path.key, call.body.changes, call.body.version,
                      call.now);
}

api::None archive(Tx& tx, api::Call<api::None, api::None, FieldPath> const& call) {
    archive_field(tx, call.actor, type_in(call.path), call.path.key, call.now);
    return {};
}

FieldView restore(Tx& tx, api::Call<api::None, api::None, FieldPath> const& call) {
    return restore_field(tx, call.actor, type_in(call.path), call.path.key, call.now);
}

} // namespace

void add_form_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/types/{id}/form", api::signed_in, "The fields of a type, inherited ones too, in any version", form);
    routes.write(post, "/types/{id}/fields", manage, 201, "Add a field to a type and all below it", create);
    routes.read("/types/{id}/fields/{key}", api::signed_in, "One field, and how many tickets hold a value", show);
    routes.write(patch, "/types/{id}/fields/{key}", manage, 200, "Change a field; the version is the form's", edit);
    routes.write(del, "/types/{id}/fields/{key}", manage, 204, "Archive a field: its values stay", archive);
    routes.write(post, "/types/{id}/fields/{key}/restore", manage, 200, "Let an archived field take values again",
                 restore);
}

} // namespace baton
