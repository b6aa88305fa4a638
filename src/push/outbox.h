// What is on its way to devices: one row for each event and subscription, written by a reader of the log in the unit
// that moves its cursor, so that nothing is forgotten or queued twice. Who sends claims rows for a while; should he
// die, they are another's then.
#pragma once
#include "event/log.h"
#include "push/push.h"

namespace baton {

struct PushDeliveryTag;
using PushDeliveryId = Id<PushDeliveryTag>;

struct PushDelivery {
    PushDeliveryId id{};
    PushSubscriptionId subscription_id{};
    std::int64_t seq = 0;
    Timestamp at{};
    Timestamp due_at{};
    std::int64_t failures = 0;
};
DESCRIBE(PushDelivery, (), (id, subscription_id, seq, at, due_at, failures));

// Which subscriptions an event concerns; nothing for events older than notice_lifetime_s.
std::unique_ptr<Reader> push_reader();

void insert_delivery(Tx&, PushDelivery const&);
bool is_delivery_due(Tx&, Timestamp now);
// Due ones, soonest first, which nobody else takes before `until`.
std::vector<PushDelivery> claim_deliveries(Tx&, Timestamp now, Timestamp until, int limit);
void delete_delivery(Tx&, PushDeliveryId);
// After it failed once more.
void postpone_delivery(Tx&, PushDelivery const&, Timestamp due_at);
// How many there are, counted up to `most`.
std::int64_t count_deliveries(Tx&, std::int64_t most);

void check_delivery_table(Tx&);

} // namespace baton
