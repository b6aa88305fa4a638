// Recording and reading who looked at what.
#pragma once
#include "sighting/sighting.h"
#include "user/actor.h"

namespace baton {

// A sealed event without a place in any timeline, and the row it is found by.
void record_sighting(Tx&, Actor const&, Seen const&, std::string const& purpose, Timestamp now);

struct Sighting {
    EventId id{};
    Seen seen;
    UserId user{};
    Timestamp at{};
    std::string purpose;
};
// Newest first, before `before` when that is given. The caller has checked what the actor may see.
std::vector<Sighting> sightings(Tx&, Seen const&, std::optional<EventId> before, int limit);
std::vector<Sighting> sightings(Tx&, UserId, std::optional<EventId> before, int limit);

// Throws db::DbError naming a missing column.
void check_sighting_table(Tx&);

} // namespace baton
