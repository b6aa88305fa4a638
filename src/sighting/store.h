// Sightings as rows, found by what was seen and by who saw it. The events they were recorded as are the proof.
#pragma once
#include "db/tx.h"
#include "sighting/service.h"

namespace baton {

struct SightingRow {
    EventId id{};
    SeenKind seen_kind = SeenKind::ticket;
    std::int64_t seen_id = 0;
    std::int64_t user_id = 0;
    Timestamp at{};
    std::optional<db::Blob> purpose; // encrypted: people write names and numbers there
};
DESCRIBE(SightingRow, (), (id, seen_kind, seen_id, user_id, at, purpose));

void insert_sighting(Tx&, SightingRow const&);
// Newest first, before `before` when that is given.
std::vector<SightingRow> sightings_of(Tx&, Seen const&, std::optional<EventId> before, int limit);
std::vector<SightingRow> sightings_by(Tx&, UserId, std::optional<EventId> before, int limit);

} // namespace baton
