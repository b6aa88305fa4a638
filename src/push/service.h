// Use cases of a person's devices, each about himself. Each runs inside the caller's unit of work.
#pragma once
#include "db/database.h"
#include "push/push.h"

namespace baton {

// What the tenant's messages are signed with; made at its first use. Not inside a unit of work.
P256Key push_key(db::Database&, TenantId, Timestamp now);

// In place of what was there for the same address. Throws Error::invalid for "endpoint" when it is of no push service
// that is listed, Error::forbidden for a token with scopes.
PushSubscription subscribe(Tx&, Actor const&, NewPushSubscription const&, PushServices const&, Timestamp now);
std::vector<PushSubscription> subscriptions_of(Tx&, Actor const&);
// Throws Error::not_found.
void unsubscribe(Tx&, Actor const&, PushSubscriptionId);
// For use cases that end his account.
void forget_subscriptions(Tx&, UserId);

// Throws db::DbError naming a missing column.
void check_push_tables(Tx&);

} // namespace baton
