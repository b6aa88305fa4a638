#include "session/api.h"
#include "session/service.h"
#include "session/sign_in.h"

namespace baton {
namespace {

struct AccessInput {
    std::vector<Text<1, 100>> ranges; // empty = from anywhere
};
DESCRIBE(AccessInput, (), (ranges));

struct AccessView {
    std::vector<std::string> ranges;
    std::string your_address;
};
DESCRIBE(AccessView, (), (ranges, your_address));

AccessView read(Tx& tx, api::Call<> const& call) { return {access_ranges(tx), call.request->remote_address}; }

AccessView write(Tx& tx, api::Call<AccessInput> const& call) {
    set_access_ranges(tx, call.actor, call.body.ranges, call.request->remote_address, call.now);
    return {access_ranges(tx), call.request->remote_address};
}

} // namespace

void add_access_routes(api::Routes& all) {
    auto people = all.that_see(api::Sees::tenant);
    auto const settings = api::needs(Permission::settings_manage);
    people.read("/settings/access", settings, "Addresses that people and tokens may come from", read);
    people.write(http::Method::put, "/settings/access", settings, 200, "Set them; empty = from anywhere", write);
}

void add_sign_in_routes(api::Routes& routes, db::Database& database) {
    auto const door = std::make_shared<SignIn>(database);
    add_session_routes(routes, door);
    add_token_routes(routes);
    add_password_routes(routes, database, door);
    add_totp_routes(routes, database, door);
    add_access_routes(routes);
}

} // namespace baton
