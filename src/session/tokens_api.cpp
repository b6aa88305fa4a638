#include "session/api.h"
#include "session/service.h"
#include "user/service.h"

namespace baton {
namespace {

struct TokenView {
    TokenId id{};
    std::string name;
    std::vector<std::string> scopes;
    std::vector<std::string> allowed_from;
    Timestamp created_at{};
    std::optional<Timestamp> expires_at;
    std::optional<Timestamp> last_used_at;
    Maybe<std::string> token; // only in the answer that creates it
};
DESCRIBE(TokenView, (), (id, name, scopes, allowed_from, created_at, expires_at, last_used_at, token));

struct TokenPath {
    std::string id;
    std::string token_id;
};
DESCRIBE(TokenPath, (), (id, token_id));

TokenView view(Token const& t) {
    return {t.id, t.name, t.scopes, t.allowed_from, t.created_at, t.expires_at, t.used_at, {}};
}

api::Page<TokenView> tokens_page(Tx& tx, Actor const& actor, UserId user) {
    api::Page<TokenView> page;
    for (auto const& token : tokens_of(tx, actor, user)) page.items.push_back(view(token));
    return page;
}

api::Page<TokenView> my_tokens(Tx& tx, api::Call<> const& call) {
    return tokens_page(tx, call.actor, user_of(tx, call.actor).id);
}

// A replay shows which token was made, but not the token: only its hash is kept.
void hide_secrets(TokenView& view) { view.token.reset(); }

TokenView add_token(Tx& tx, api::Call<NewToken> const& call) {
    auto const made = create_token(tx, call.actor, user_of(tx, call.actor).id, call.body, call.now);
    auto shown = view(made.stored);
    shown.token = made.secret;
    return shown;
}

api::None revoke_mine(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    revoke_token(tx, call.actor, user_of(tx, call.actor).id, api::path_id<TokenId>(call.path.id), call.now);
    return {};
}

api::Page<TokenView> tokens_of_user(Tx& tx, api::Call<api::None, api::None, api::IdPath> const& call) {
    return tokens_page(tx, call.actor, api::path_id<UserId>(call.path.id));
}

api::None revoke_one(Tx& tx, api::Call<api::None, api::None, TokenPath> const& call) {
    revoke_token(tx, call.actor, api::path_id<UserId>(call.path.id), api::path_id<TokenId>(call.path.token_id),
                 call.now);
    return {};
}

} // namespace

void add_token_routes(api::Routes& all) {
    auto own = all.that_see(api::Sees::own);
    auto people = all.that_see(api::Sees::tenant);
    using enum http::Method;
    auto const manager = api::needs(Permission::users_manage);
    own.read("/tokens", api::signed_in, "My API tokens", my_tokens);
    own.write(post, "/tokens", api::signed_in, 201, "Create an API token, shown once", add_token);
    own.write(del, "/tokens/{id}", api::signed_in, 204, "Revoke an API token", revoke_mine);
    people.read("/users/{id}/tokens", manager, "A colleague's API tokens", tokens_of_user);
    people.write(del, "/users/{id}/tokens/{token_id}", manager, 204, "Revoke a colleague's API token", revoke_one);
}

} // namespace baton
