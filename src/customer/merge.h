// Two customers that are one person: everything of `from` moves to `into` in one unit of work, and
// one undo puts back exactly what moved. What arrived at the survivor since stays with him. The
// profile (name, VIP, attributes, id number, address) stays with each; the survivor's counts.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"
#include "user/actor.h"

namespace baton {

struct MergeOrder {
    CustomerId into{};
    std::optional<std::int64_t> version; // of the one that goes, when given
};
DESCRIBE(MergeOrder, (), (into, version));

// Returns the survivor. Throws Error::conflict when either was merged already; so chains are possible
// (a into b, then b into c) and circles are not.
Customer merge_customers(Tx&, Actor const&, CustomerId from, MergeOrder const&, Timestamp now);
// Returns the one that is back. Throws Error::conflict when he is not merged, or his survivor was merged on.
Customer unmerge_customer(Tx&, Actor const&, CustomerId from, Timestamp now);

} // namespace baton
