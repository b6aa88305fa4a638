#include "push/service.h"

#include "push/outbox.h"
#include "push/store.h"
#include "session/service.h"
#include "tenant/service.h"
#include "user/service.h"

namespace baton {
namespace {

UserId owner(Tx& tx, Actor const& actor) {
    require_whole(actor);
    return user_of(tx, actor).id;
}

P256Key made_push_key(Tx& tx, P256Key const& fresh, Timestamp now) {
    lock_tenant(tx); // two at once would each make one
    if (auto known = find_push_key(tx)) return *std::move(known);
    insert_push_key(tx, fresh, now);
    return fresh;
}

} // namespace

P256Key push_key(db::Database& database, TenantId tenant, Timestamp now) {
    if (auto known = db::look(database, tenant, find_push_key)) return *std::move(known);
    auto const fresh = P256Key::generate();
    return db::run(database, tenant, [&](Tx& tx) { return made_push_key(tx, fresh, now); });
}

PushSubscription subscribe(Tx& tx, Actor const& actor, NewPushSubscription const& input, PushServices const& services,
                           Timestamp now) {
    auto const user = owner(tx, actor);
    auto const endpoint = services.admit(input.endpoint);
    if (!endpoint) throw Error(ErrorCode::invalid, "endpoint", "is of no push service that this installation knows");
    auto const others = list_subscriptions(tx, user);
    PushSubscription subscription{tx.next_id<PushSubscriptionId>(now),
                                  user,
                                  endpoint->url,
                                  {from_base64url(input.keys.p256dh).value(), from_base64url(input.keys.auth).value()},
                                  input.name,
                                  input.language,
                                  now,
                                  {}};
    put_subscription(tx, subscription);
    std::size_t left = 1;
    for (auto each = others.rbegin(); each != others.rend(); ++each)
        if (each->endpoint != endpoint->url && ++left > most_push_subscriptions)
            delete_subscription(tx, user, each->id);
    return subscription;
}

std::vector<PushSubscription> subscriptions_of(Tx& tx, Actor const& actor) {
    return list_subscriptions(tx, owner(tx, actor));
}

void unsubscribe(Tx& tx, Actor const& actor, PushSubscriptionId id) {
    if (!delete_subscription(tx, owner(tx, actor), id))
        throw Error(ErrorCode::not_found, "There is no such device of yours.");
}

void forget_subscriptions(Tx& tx, UserId user) { delete_subscriptions(tx, user); }

void check_push_tables(Tx& tx) {
    check_subscription_tables(tx);
    check_delivery_table(tx);
}

} // namespace baton
