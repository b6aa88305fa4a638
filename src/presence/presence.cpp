#include "presence/presence.h"

namespace baton {

Presence presence_of(std::optional<PresenceChoice> const& choice, bool connected, Timestamp now) {
    if (choice && choice->state != Presence::online) return choice->state;
    if (connected) return Presence::online;
    bool const holds = choice && now < after_seconds(choice->at, chosen_online_s);
    return holds ? Presence::online : Presence::offline;
}

} // namespace baton
