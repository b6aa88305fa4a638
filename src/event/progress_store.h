// How far the log's life after commit has come: heads of all tenants, cursors of readers, leases.
#pragma once
#include "db/database.h"

#include <optional>
#include <string>
#include <vector>

namespace baton {

using db::Tx;

// The last number given in a tenant that has any.
struct Head {
    TenantId tenant_id{};
    std::int64_t seq = 0;
};
DESCRIBE(Head, (), (tenant_id, seq));
// Asked tenant by tenant, as everything here that is about all of them: no statement reaches over two tenants.
std::vector<Head> all_heads(db::Database&);
std::vector<TenantId> all_tenants(Tx&);

// Tenants with events that have no number yet, but for those whose lease of this name somebody else holds at `now`.
std::vector<TenantId> tenants_to_number(db::Database&, std::string_view lease, std::string_view holder, Timestamp now);
// Between which ids events of a tenant have no number yet; only tenants that have such.
struct Unnumbered {
    TenantId tenant_id{};
    std::int64_t least_id = 0, greatest_id = 0;
};
DESCRIBE(Unnumbered, (), (tenant_id, least_id, greatest_id));
std::vector<Unnumbered> all_unnumbered(db::Database&);

// Takes or keeps the lease. False when somebody else holds it. When true its row stays locked until the unit ends, so
// that what the unit does is done by one node at a time even when clocks disagree.
bool hold_lease(Tx&, std::string_view name, std::string_view holder, Timestamp now, Timestamp until);
void release_lease(Tx&, std::string_view name, std::string_view holder);

// Moves the reader's cursor from `from` to `to`, locking it until the unit ends. False, and nothing done, when it does
// not stand at `from`: another node has moved it.
bool move_cursor(Tx&, std::string_view reader, std::int64_t from, std::int64_t to);

struct Cursor {
    std::string reader;
    std::int64_t seq = 0;
};
DESCRIBE(Cursor, (), (reader, seq));
std::optional<Cursor> farthest_cursor(Tx&);

} // namespace baton
