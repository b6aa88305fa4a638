// The part of id making that lives in the database (table nodes). Invariant on both databases: no id
// is committed above the mark stored for its node, and a generator starts above the stored mark; so
// no id is ever made twice, whatever the clock does.
#pragma once
#include "db/session.h"

namespace baton::db {

// How far the ids of one node lie apart after a second (base/id.h: 22 bits below the millisecond).
inline constexpr std::int64_t ids_of_one_second = std::int64_t{1000} << 22;

// SQLite has one process and so one node, 0. Returns its stored mark; makes the row when missing.
std::int64_t sqlite_node_mark(Session&);

} // namespace baton::db
