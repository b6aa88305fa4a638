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

// The node of ids whose times are over (db/past.h): no process ever holds its number, so that they meet no
// other's, whatever moment they carry.
inline constexpr int past_node = 1023;

// A node number held for a while on PostgreSQL.
struct NodeClaim {
    int node = 0;
    std::int64_t mark = 0;
};

// Takes the number nobody has held for longest, or a new one. The holder's word is unique to the
// process. Inside a transaction. Throws DbError when all 1023 are held.
NodeClaim claim_node(Session&, std::string_view holder);
// Holds the number for another minute and raises its mark. False when another process has it by now;
// our ids up to the stored mark stay ours, since the other starts above it.
bool renew_node(Session&, NodeClaim const&, std::string_view holder);
void release_node(Session&, int node, std::string_view holder);

} // namespace baton::db
