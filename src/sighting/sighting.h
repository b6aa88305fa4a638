// Who looked at which ticket or customer, when and why. Lists are no sightings; the routes that show one object are,
// see api::Route::viewing.
#pragma once
#include "event/event.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(SeenKind, ticket, customer)

struct Seen {
    SeenKind kind = SeenKind::ticket;
    std::int64_t id = 0;
    auto operator<=>(Seen const&) const = default;
};

inline constexpr std::size_t longest_purpose = 200; // code points

// Looking again for the same purpose within this time is the same sighting.
inline constexpr std::int64_t sighting_lasts_s = 600;

} // namespace baton
