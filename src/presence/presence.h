// Whether someone is there: through his live connections and by hand. Values and the rule.
#pragma once
#include "user/user.h"

namespace baton {

// What he set by hand, and when.
struct PresenceChoice {
    Presence state = Presence::online;
    Timestamp at{};
};

// Online by hand, without a connection, holds so long: a program that works through the API has no other way.
inline constexpr std::int64_t chosen_online_s = 15 * 60;
// A page that is loaded anew or a lost connection makes nobody offline.
inline constexpr std::int64_t connection_grace_s = 10;
// A process holds its connections in the database so long at a time; those of one that crashed end with it.
inline constexpr std::int64_t connection_lease_s = 90, connection_renewal_s = 30;

// Away and offline by hand hold until he sets online.
Presence presence_of(std::optional<PresenceChoice> const&, bool connected, Timestamp now);

} // namespace baton
