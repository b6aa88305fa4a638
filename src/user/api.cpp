#include "user/api.h"

#include "department/service.h"
#include "password/password.h"
#include "presence/service.h"
#include "user/service.h"

namespace baton {
namespace {

struct TenantView {
    TenantId id{};
};
DESCRIBE(TenantView, (), (id));

struct MeView {
    UserView user;
    TenantView tenant;
    std::vector<Department> departments;
    std::vector<std::string> permissions;
    Presence presence = Presence::offline;
    bool must_change_password = false; // before anything else
};
DESCRIBE(MeView, (), (user, tenant, departments, permissions, presence, must_change_password));

struct PresenceInput {
    std::optional<Presence> state;
};
DESCRIBE(PresenceInput, (), (state));
void check(PresenceInput const& input, Problems& problems) {
    if (!input.state) problems.add("state", "is required");
}

struct PageQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(PageQuery, (), (limit, cursor));

MeView me(Tx& tx, api::Call<> const& call) {
    auto const user = user_of(tx, call.actor);
    MeView me{view(user), {tx.tenant()}, departments_of_user(tx, user.id),
              {},         user.presence, call.actor.must_change_password};
    for (auto const p : call.actor.permissions) me.permissions.push_back(permission_word(p));
    return me;
}

PresenceInput put_presence(Tx& tx, api::Call<PresenceInput> const& call) {
    choose_presence(tx, call.actor, *call.body.state, call.now);
    return call.body;
}

api::Page<UserView> list(Tx& tx, api::Call<api::None, PageQuery> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto const after = call.query.cursor ? parse_id(*call.query.cursor) : std::optional<std::int64_t>(0);
    if (!after) throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    api::Page<UserView> page;
    for (auto const& user : users_after(tx, UserId{*after}, limit)) page.items.push_back(view(user));
    if (int(page.items.size()) == limit) page.next_cursor = std::to_string(page.items.back().id.value);
    return page;
}

UserView create(db::Database& database, api::Call<NewUser> const& call) {
    auto const hash = hash_password(call.body.password);
    return view(db::run(database, call.actor.tenant,
                        [&](Tx& tx) { return create_user(tx, call.actor, call.body, hash, call.now); }));
}

} // namespace

void add_user_routes(api::Routes& routes, db::Database& database) {
    using enum http::Method;
    routes.read("/me", api::signed_in, "Who I am and what I may", me).before_password_change = true;
    routes.write(put, "/me/presence", api::signed_in, 200, "Set my presence", put_presence);
    routes.read("/users", api::signed_in, "The people who work here", list);
    routes.direct(post, "/users", api::needs(Permission::users_manage), 201, "Create a user",
                  [&database](api::Call<NewUser> const& call) { return create(database, call); });
}

} // namespace baton
