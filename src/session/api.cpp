#include "session/api.h"

#include "api/credentials.h"
#include "session/sign_in.h"
#include "user/service.h"

namespace baton {
namespace {

struct SignInBody {
    Text<1, 100> login;
    Text<1, 200> password;
    std::optional<Text<1, 40>> code; // of the second factor
};
DESCRIBE(SignInBody, (), (login, password, code));

struct SignedInView {
    std::string token;
    UserView user;
    bool must_change_password = false;
};
DESCRIBE(SignedInView, (), (token, user, must_change_password));

struct SessionView {
    SessionId id{};
    Timestamp created_at{};
    Timestamp expires_at{};
    std::optional<Timestamp> last_used_at;
    std::string remote_address;
    std::string user_agent;
    bool current = false;
};
DESCRIBE(SessionView, (), (id, created_at, expires_at, last_used_at, remote_address, user_agent, current));

struct SessionPath {
    std::string id;
    std::string session_id;
};
DESCRIBE(SessionPath, (), (id, session_id));

UserId person_of(Tx& tx, Actor const& actor) { return user_of(tx, actor).id; }

api::Reply<SignedInView> sign_in(SignIn& door, api::Call<SignInBody> const& call) {
    auto const result = door.sign_in(call.actor.tenant,
                                     {call.body.login, call.body.password, call.body.code, call.request->remote_address,
                                      std::string(call.request->header("user-agent"))},
                                     call.now);
    auto cookie = api::session_cookie_value(result.secret, call.request->secure, session_lifetime_s);
    return {{result.secret, view(result.user), result.must_change_password},
            {{"Set-Cookie", std::move(cookie)}},
            std::nullopt};
}

api::Reply<api::None> sign_out(Tx& tx, api::Call<> const& call) {
    if (!call.actor.session)
        throw Error(ErrorCode::invalid, "", "An API token is revoked under /tokens, not signed out.");
    end_session(tx, call.actor, *call.actor.user, *call.actor.session, call.now);
    return {{}, {{"Set-Cookie", api::session_cookie_value("", call.request->secure, 0)}}, std::nullopt};
}

api::Page<SessionView> sessions_page(Tx& tx, Actor const& actor, UserId user, Timestamp now) {
    api::Page<SessionView> page;
    for (auto const& s : sessions_of(tx, actor, user, now))
        page.items.push_back(
            {s.id, s.created_at, s.expires_at, s.used_at, s.remote_address, s.user_agent, actor.session == s.id});
    return page;
}

api::Page<SessionView> my_sessions(Tx& tx, api::Call<> const& call) {
    return sessions_page(tx, call.actor, person_of(tx, call.actor), call.now);
}

api::None end_mine(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    end_session(tx, call.actor, person_of(tx, call.actor), api::path_id<SessionId>(call.path.id), call.now);
    return {};
}

api::None end_my_others(Tx& tx, api::Call<> const& call) {
    end_sessions(tx, call.actor, person_of(tx, call.actor), call.now);
    return {};
}

api::Page<SessionView> sessions_of_user(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return sessions_page(tx, call.actor, api::path_id<UserId>(call.path.id), call.now);
}

api::None end_one(Tx& tx, api::Call<api::None, api::None, SessionPath> const& call) {
    end_session(tx, call.actor, api::path_id<UserId>(call.path.id), api::path_id<SessionId>(call.path.session_id),
                call.now);
    return {};
}

api::None end_all(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    end_sessions(tx, call.actor, api::path_id<UserId>(call.path.id), call.now);
    return {};
}

} // namespace

void add_session_routes(api::Routes& all, std::shared_ptr<SignIn> const& door) {
    auto own = all.that_see(api::Sees::own);
    auto people = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manager = api::needs(Permission::users_manage);
    all.that_see(api::Sees::nothing)
        .direct(post, "/session", api::anyone, 200, "Sign in",
                [door](api::Call<SignInBody> const& call) { return sign_in(*door, call); });
    own.write(del, "/session", api::signed_in, 204, "Sign out", sign_out).before_password_change = true;
    own.read("/sessions", api::signed_in, "My sessions", my_sessions);
    own.write(del, "/sessions", api::signed_in, 204, "End all my sessions but this one", end_my_others);
    own.write(del, "/sessions/{id}", api::signed_in, 204, "End one of my sessions", end_mine);
    people.read("/users/{id}/sessions", manager, "A colleague's sessions", sessions_of_user);
    people.write(del, "/users/{id}/sessions", manager, 204, "End all of a colleague's sessions", end_all);
    people.write(del, "/users/{id}/sessions/{session_id}", manager, 204, "End a colleague's session", end_one);
}

} // namespace baton
