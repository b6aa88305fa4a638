#include "push/api.h"

#include "push/service.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;

struct PushView {
    std::string public_key; // base64url; a browser's applicationServerKey
};
DESCRIBE(PushView, (), (public_key));

// The address and the keys are secrets: never shown.
struct PushSubscriptionView {
    PushSubscriptionId id{};
    std::string name;
    Timestamp created_at{};
    std::optional<Timestamp> last_used_at;
};
DESCRIBE(PushSubscriptionView, (), (id, name, created_at, last_used_at));

PushSubscriptionView view_of_device(PushSubscription const& s) { return {s.id, s.name, s.created_at, s.used_at}; }

api::Page<PushSubscriptionView> devices(Tx& tx, api::Call<> const& call) {
    api::Page<PushSubscriptionView> page;
    for (auto const& each : subscriptions_of(tx, call.actor)) page.items.push_back(view_of_device(each));
    return page;
}

api::None forget_device(Tx& tx, IdCall const& call) {
    unsubscribe(tx, call.actor, api::path_id<PushSubscriptionId>(call.path.id));
    return {};
}

} // namespace

void add_push_routes(api::Routes& all, db::Database& database, PushServices services) {
    auto routes = all.that_see(api::Sees::own);
    auto const reader = api::needs(Permission::tickets_read);
    using enum http::Method;
    routes.direct(get, "/push", reader, 200, "What a browser subscribes with to be told of what concerns me",
                  [&database](api::Call<> const& call) {
                      return PushView{base64url(push_key(database, call.actor.tenant, call.now).point())};
                  });
    routes.read("/push_subscriptions", reader, "My devices that are told, oldest first", devices);
    routes.write(post, "/push_subscriptions", reader, 201, "Tell this browser too; the same one again replaces it",
                 [services = std::move(services)](Tx& tx, api::Call<NewPushSubscription> const& call) {
                     return view_of_device(subscribe(tx, call.actor, call.body, services, call.now));
                 });
    routes.write(del, "/push_subscriptions/{id}", reader, 204, "Tell a device no more", forget_device);
}

} // namespace baton
