// Rows in, rows out. The only place that knows the tables of subscriptions and keys.
#pragma once
#include "push/push.h"

namespace baton {

// Null when the tenant has none yet.
std::optional<P256Key> find_push_key(Tx&);
void insert_push_key(Tx&, P256Key const&, Timestamp now);

// Takes the place of one with the same address, whosever that was.
void put_subscription(Tx&, PushSubscription const&);
// Oldest first.
std::vector<PushSubscription> list_subscriptions(Tx&, UserId);
std::vector<PushSubscription> find_subscriptions(Tx&, std::vector<PushSubscriptionId> const&);
bool is_anyone_subscribed(Tx&);
// Of these people, without what is encrypted.
struct SubscribedPerson {
    PushSubscriptionId id{};
    UserId user_id{};
};
std::vector<SubscribedPerson> list_subscribed(Tx&, std::vector<UserId> const&);
// With what was on its way to them.
bool delete_subscription(Tx&, UserId, PushSubscriptionId);
void delete_subscriptions(Tx&, UserId);
void save_subscription_use(Tx&, PushSubscriptionId, Timestamp now);

// Throws db::DbError naming a missing column.
void check_subscription_tables(Tx&);

} // namespace baton
