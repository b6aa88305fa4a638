// The right to erasure (个人信息保护法 §47): nothing of a person stays readable, and everything that is
// counted stays as it was. His tickets become shells with their numbers, times and stages; the chain
// of events stays provable. In slices, so that nobody waits; a call that was cut off is called again.
#pragma once
#include "customer/customer.h"
#include "db/database.h"
#include "user/actor.h"

namespace baton {

struct ErasureOrder {
    Text<5, 500> reason; // kept with the event: nothing of the person in it
};
DESCRIBE(ErasureOrder, (), (reason));

struct Erasure {
    CustomerId customer_id{};
    Timestamp erased_at{};
    std::int64_t tickets = 0; // by this call
};
DESCRIBE(Erasure, (), (customer_id, erased_at, tickets));

// Removes files no row names any more; called after commit.
using RemoveFiles = std::function<void(TenantId, std::vector<std::string> const& files)>;

// Also of all who were merged into him. Not for database threads. Throws Error::unavailable when the
// counters do not catch up within seconds.
Erasure erase_customer(db::Database&, Actor const&, CustomerId, ErasureOrder const&, RemoveFiles const&, Timestamp now);

} // namespace baton
