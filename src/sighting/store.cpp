#include "sighting/store.h"

#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::SightingRow> = "sightings";

namespace baton {
namespace {

EventId before_or_all(std::optional<EventId> before) {
    return before.value_or(EventId{std::numeric_limits<std::int64_t>::max()});
}

} // namespace

void insert_sighting(Tx& tx, SightingRow const& row) { tx.insert(row); }

std::vector<SightingRow> sightings_of(Tx& tx, Seen const& seen, std::optional<EventId> before, int limit) {
    return tx.select<SightingRow>(
        "where tenant_id = $1 and seen_kind = $2 and seen_id = $3 and id < $4 order by id desc limit $5", tx.tenant(),
        seen.kind, seen.id, before_or_all(before), limit);
}

std::vector<SightingRow> sightings_by(Tx& tx, UserId user, std::optional<EventId> before, int limit) {
    return tx.select<SightingRow>("where tenant_id = $1 and user_id = $2 and id < $3 order by id desc limit $4",
                                  tx.tenant(), user, before_or_all(before), limit);
}

void check_sighting_table(Tx& tx) { db::check_table<SightingRow>(tx); }

} // namespace baton
