#include "password/password.h"
#include "session/api.h"
#include "session/sign_in.h"
#include "user/service.h"

namespace baton {
namespace {

struct ChangePassword {
    Text<1, 200> old_password;
    Text<1, 200> new_password;
};
DESCRIBE(ChangePassword, (), (old_password, new_password));

struct GivePassword {
    Text<1, 200> password;
    bool must_change = true; // at the next sign-in
};
DESCRIBE(GivePassword, (), (password, must_change));

void require_good(std::string const& password, User const& user, std::string const& field) {
    auto const problem = password_problem(password, user.login, user.name);
    if (!problem.empty()) throw Error(ErrorCode::invalid, field, problem);
}

void store(db::Database& database, Actor const& actor, UserId user, std::string const& password, bool must_change,
           Timestamp now) {
    NewPassword const input{user, hash_password(password), must_change};
    db::run(database, actor.tenant, [&](Tx& tx) { change_password(tx, actor, input, now); });
}

api::None change_mine(db::Database& database, SignIn& door, api::Call<ChangePassword> const& call) {
    require_whole(call.actor);
    auto const user = db::look(database, call.actor.tenant, [&](Tx& tx) { return user_of(tx, call.actor); });
    require_good(call.body.new_password, user, "new_password");
    if (call.body.new_password == call.body.old_password)
        throw Error(ErrorCode::invalid, "new_password", "must not be the old one");
    door.require_password(call.actor, call.body.old_password, "old_password", call.now);
    store(database, call.actor, user.id, call.body.new_password, false, call.now);
    return {};
}

api::None give(db::Database& database, api::Call<GivePassword, api::None, api::IdPath> const& call) {
    auto const id = api::path_id<UserId>(call.path.id);
    auto const user = db::look(database, call.actor.tenant, [&](Tx& tx) {
        require_charge_of(tx, call.actor, id);
        return known_user(tx, id);
    });
    if (call.actor.user == id)
        throw Error(ErrorCode::conflict, "Your own password is changed with the old one, under /me/password.");
    require_good(call.body.password, user, "password");
    store(database, call.actor, id, call.body.password, call.body.must_change, call.now);
    return {};
}

} // namespace

void add_password_routes(api::Routes& all, db::Database& database, std::shared_ptr<SignIn> const& door) {
    auto own = all.that_see(api::Sees::own);
    auto people = all.that_see(api::Sees::tenant);
    using enum http::Method;
    own.direct(post, "/me/password", api::signed_in, 204, "Change my password; ends my other sessions",
               [&database, door](api::Call<ChangePassword> const& call) { return change_mine(database, *door, call); })
        .before_password_change = true;
    people.direct(
        put, "/users/{id}/password", api::needs(Permission::users_manage), 204,
        "Give a colleague a new password; ends his sessions",
        [&database](api::Call<GivePassword, api::None, api::IdPath> const& call) { return give(database, call); });
}

} // namespace baton
