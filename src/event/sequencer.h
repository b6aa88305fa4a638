// Numbers committed events without gaps per tenant and seals each run of numbers in a batch.
#pragma once
#include "db/tx.h"

namespace baton {

using db::Tx;

// At most this many events get their number in one unit.
inline constexpr int numbering_slice = 500;

// Numbers up to a slice of the tenant's events and seals everything numbered. Returns how many got a number here: fewer
// than a slice means that none was left. REQUIRES: no other unit numbers this tenant now (SQLite: the one writer,
// PostgreSQL: the lease row is held).
std::int64_t number_pending(Tx&);

} // namespace baton
