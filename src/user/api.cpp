#include "user/api.h"

#include "department/service.h"
#include "password/password.h"
#include "presence/service.h"
#include "user/batch.h"
#include "user/person.h"
#include "user/service.h"

namespace baton {

// The slow hash is made before the unit of work begins; from here on the password is its hash.
void prepare(NewUser& user) { user.password = hash_password(user.password); }

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

using IdCall = api::Call<api::None, api::None, api::IdPath>;

PersonView person(Tx& tx, User const& user) { return person_view(user, fields_of(tx, user)); }

// Oneself, or with users.manage anyone.
PersonView show(Tx& tx, IdCall const& call) {
    auto const id = api::path_id<UserId>(call.path.id);
    if (call.actor.user != id) call.actor.require(Permission::users_manage);
    auto const user = find_person(tx, id);
    if (!user || user->archived_at) throw Error(ErrorCode::not_found, "There is no such user.");
    return person(tx, *user);
}

PersonView create(Tx& tx, api::Call<NewUser> const& call) {
    auto const user = create_user(tx, call.actor, call.body, call.body.password, call.now); // hashed by prepare()
    return person(tx, user);
}

PersonView edit(Tx& tx, api::Call<api::Patch<UserFields>, api::None, api::IdPath> const& call) {
    auto const user =
        edit_user(tx, call.actor, api::path_id<UserId>(call.path.id), call.body.changes, call.body.version, call.now);
    return person(tx, user);
}

api::None archive(Tx& tx, IdCall const& call) {
    archive_user(tx, call.actor, api::path_id<UserId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_user_routes(api::Routes& all, db::Database& database) {
    auto own = all.that_see(api::Sees::own);
    auto people = all.that_see(api::Sees::tenant);
    using enum http::Method;
    own.read("/me", api::signed_in, "Who I am and what I may", me).before_password_change = true;
    own.write(put, "/me/presence", api::signed_in, 200, "Set my presence", put_presence);
    people.read("/users", api::signed_in, "The people who work here", list);
    auto const manage = api::needs(Permission::users_manage);
    people.write(post, "/users", manage, 201, "Create a user", create);
    people.direct(post, "/users/batch", manage, 200,
                  "Create users from pasted rows; those that cannot be are reported with the reason",
                  [&database](api::Call<UserRows> const& call) {
                      return create_users(database, call.actor, call.body, call.now);
                  });
    people.read("/users/{id}", api::signed_in, "One user with roles and skills: oneself, or with users.manage anyone",
                show);
    people.write(patch, "/users/{id}", manage, 200, "Change a user", edit);
    people.write(del, "/users/{id}", manage, 204, "Archive a user; his sessions and tokens end", archive);
}

} // namespace baton
