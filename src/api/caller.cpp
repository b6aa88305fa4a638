#include "api/caller.h"

#include "api/credentials.h"
#include "portal/portal.h"
#include "session/service.h"
#include "tenant/service.h"

namespace baton::api {
namespace {

bool is_safe(http::Method method) {
    return method == http::Method::get || method == http::Method::head || method == http::Method::options;
}

Actor stranger(TenantId tenant) {
    Actor nobody;
    nobody.tenant = tenant;
    return nobody;
}

} // namespace

TenantId tenant_for(db::Database& database, Route const& route, http::Request const& request) {
    auto const credentials = credentials_of(request);
    if (route.access.kind == Access::Kind::anyone)
        return db::look(database, default_tenant, [&](Tx& tx) {
            auto const named = credentials ? tenant_of_access_token(credentials->token) : std::nullopt;
            return named && is_tenant(tx, *named) ? *named : tenant_of_host(tx, request.header("host"));
        });
    if (!credentials) throw Error(ErrorCode::unauthenticated, "Sign in, or send a token.");
    auto const tenant = tenant_of_secret(credentials->token);
    if (!tenant) throw Error(ErrorCode::unauthenticated, "The session or token is unknown or has expired.");
    return *tenant;
}

Actor caller_of(db::Database& database, Tx& tx, Route const& route, http::Request const& request) {
    auto const credentials = credentials_of(request);
    if (route.access.kind == Access::Kind::anyone) return stranger(tx.tenant());
    if (!credentials) throw Error(ErrorCode::unauthenticated, "Sign in, or send a token.");
    if (credentials->from_cookie && !is_safe(request.method)) require_own_page(request);
    auto caller = authenticate(tx, credentials->token, request.remote_address, now());
    if (!caller) throw Error(ErrorCode::unauthenticated, "The session or token is unknown or has expired.");
    if (caller->use_is_stale) note_use(database, caller->actor, now());
    if (caller->actor.must_change_password && !route.before_password_change)
        throw Error(ErrorCode::forbidden, "password", "Change your password first.");
    if (route.access.kind == Access::Kind::permission) caller->actor.require(route.access.permission);
    return std::move(caller->actor);
}

Actor find_caller(db::Database& database, Route const& route, http::Request const& request) {
    auto const tenant = tenant_for(database, route, request);
    if (route.access.kind == Access::Kind::anyone) return stranger(tenant);
    return db::look(database, tenant, [&](Tx& tx) { return caller_of(database, tx, route, request); });
}

} // namespace baton::api
