#include "session/api.h"

#include "api/credentials.h"
#include "password/password.h"
#include "session/service.h"
#include "session/throttle.h"
#include "user/service.h"

namespace baton {
namespace {

struct SignIn {
    Text<1, 100> login;
    Text<1, 200> password;
};
DESCRIBE(SignIn, (), (login, password));

struct SignedInView {
    std::string token;
    UserView user;
};
DESCRIBE(SignedInView, (), (token, user));

struct SessionView {
    SessionId id{};
    Timestamp created_at{};
    Timestamp expires_at{};
    std::string remote_address;
    std::string user_agent;
    bool current = false;
};
DESCRIBE(SessionView, (), (id, created_at, expires_at, remote_address, user_agent, current));

struct TokenView {
    TokenId id{};
    std::string name;
    std::vector<std::string> scopes;
    Timestamp created_at{};
    std::optional<Timestamp> expires_at;
    Maybe<std::string> token; // only in the answer that creates it
};
DESCRIBE(TokenView, (), (id, name, scopes, created_at, expires_at, token));

TokenView view(Token const& t) { return {t.id, t.name, t.scopes, t.created_at, t.expires_at, {}}; }

void refuse_when_throttled(SignInThrottle& throttle, std::string const& login, std::string const& address,
                           Timestamp now) {
    auto const wait = throttle.wait_s(login, address, now);
    if (wait == 0) return;
    Error error(ErrorCode::too_many, "Too many failed sign-ins from here. Try again later.");
    error.retry_after_s = wait;
    throw error;
}

api::Reply<SignedInView> sign_in(db::Database& database, SignInThrottle& throttle, api::Call<SignIn> const& call) {
    auto const login = normal_login(call.body.login);
    auto const& address = call.request->remote_address;
    refuse_when_throttled(throttle, login, address, call.now);
    std::optional<User> user;
    database.read(call.actor.tenant, [&](Tx& tx) { user = user_by_login(tx, login); });
    if (!password_matches(call.body.password, user ? user->password_hash : "")) {
        throttle.failed(login, address, call.now);
        throw Error(ErrorCode::unauthenticated, "Login or password is wrong.");
    }
    throttle.succeeded(login, address);
    auto const session = db::run(database, call.actor.tenant, [&](Tx& tx) {
        return start_session(tx, {user->id, address, std::string(call.request->header("user-agent"))}, call.now);
    });
    auto cookie = api::session_cookie_value(session.secret, call.request->secure, session_lifetime_s);
    return {{session.secret, view(*user)}, {{"Set-Cookie", std::move(cookie)}}, std::nullopt};
}

api::Reply<api::None> sign_out(Tx& tx, api::Call<> const& call) {
    if (!call.actor.session)
        throw Error(ErrorCode::invalid, "", "An API token is revoked under /tokens, not signed out.");
    end_session(tx, call.actor, *call.actor.session);
    return {{}, {{"Set-Cookie", api::session_cookie_value("", call.request->secure, 0)}}, std::nullopt};
}

api::Page<SessionView> sessions(Tx& tx, api::Call<> const& call) {
    api::Page<SessionView> page;
    for (auto const& s : sessions_of(tx, call.actor, call.now))
        page.items.push_back(
            {s.id, s.created_at, s.expires_at, s.remote_address, s.user_agent, call.actor.session == s.id});
    return page;
}

api::None end(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    end_session(tx, call.actor, api::path_id<SessionId>(call.path.id));
    return {};
}

api::Page<TokenView> tokens(Tx& tx, api::Call<> const& call) {
    api::Page<TokenView> page;
    for (auto const& token : tokens_of(tx, call.actor)) page.items.push_back(view(token));
    return page;
}

// A replay shows which token was made, but not the token: only its hash is kept.
void hide_secrets(TokenView& view) { view.token.reset(); }

TokenView add_token(Tx& tx, api::Call<NewToken> const& call) {
    auto const made = create_own_token(tx, call.actor, call.body, call.now);
    auto shown = view(made.stored);
    shown.token = made.secret;
    return shown;
}

api::None remove_token(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    revoke_token(tx, call.actor, api::path_id<TokenId>(call.path.id));
    return {};
}

} // namespace

void add_session_routes(api::Routes& routes, db::Database& database) {
    using enum http::Method;
    auto const throttle = std::make_shared<SignInThrottle>();
    routes.direct(post, "/session", api::anyone, 200, "Sign in",
                  [&database, throttle](api::Call<SignIn> const& call) { return sign_in(database, *throttle, call); });
    routes.write(del, "/session", api::signed_in, 204, "Sign out", sign_out);
    routes.read("/sessions", api::signed_in, "My sessions", sessions);
    routes.write(del, "/sessions/{id}", api::signed_in, 204, "End one of my sessions", end);
    routes.read("/tokens", api::signed_in, "My API tokens", tokens);
    routes.write(post, "/tokens", api::signed_in, 201, "Create an API token, shown once", add_token);
    routes.write(del, "/tokens/{id}", api::signed_in, 204, "Revoke an API token", remove_token);
}

} // namespace baton
