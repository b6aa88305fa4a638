#include "type/api.h"

#include "type/service.h"
#include "type/statuses.h"

#include <algorithm>

namespace baton {
namespace {

struct StatusQuery {
    std::optional<TypeId> type_id; // what tickets of this type can be in; absent: those for all types
    bool every = false;            // those of all types, archived ones too
};
DESCRIBE(StatusQuery, (), (type_id, every));

struct StatusPath {
    std::string status_key;
};
DESCRIBE(StatusPath, (), (status_key));

api::Page<Status> list(Tx& tx, api::Call<api::None, StatusQuery> const& call) {
    if (call.query.every) return {all_statuses(tx), std::nullopt};
    if (call.query.type_id) return {statuses_of(tx, require_type(tx, *call.query.type_id).id).all, std::nullopt};
    auto all = all_statuses(tx);
    std::erase_if(all, [](Status const& s) { return s.type_id || s.archived_at; });
    return {std::move(all), std::nullopt};
}

Status create(Tx& tx, api::Call<NewStatus> const& call) { return create_status(tx, call.actor, call.body, call.now); }

Status edit(Tx& tx, api::Call<api::Patch<StatusFields>, api::None, StatusPath> const& call) {
    return edit_status(tx, call.actor, call.path.status_key, call.body.changes, call.body.version, call.now);
}

api::None archive(Tx& tx, api::Call<api::None, api::None, StatusPath> const& call) {
    archive_status(tx, call.actor, call.path.status_key, call.now);
    return {};
}

Status restore(Tx& tx, api::Call<api::None, api::None, StatusPath> const& call) {
    return restore_status(tx, call.actor, call.path.status_key, call.now);
}

} // namespace

void add_status_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/statuses", api::signed_in, "The statuses for all types, or those of one type, in order", list);
    routes.write(post, "/statuses", manage, 201, "Create a status, for all types or one", create);
    routes.write(patch, "/statuses/{status_key}", manage, 200, "Change a status, or what can follow it", edit);
    routes.write(del, "/statuses/{status_key}", manage, 204, "Archive a status that no ticket is in", archive);
    routes.write(post, "/statuses/{status_key}/restore", manage, 200, "Let tickets come into an archived status again",
                 restore);
}

} // namespace baton
