#include "live/frame.h"

#include <set>

namespace baton {

Frame frame_of(json::object const& o) { return std::make_shared<std::string const>(json::serialize(o)); }

std::string sight_key(Actor const& actor) {
    auto key = actor.key();
    for (auto const p : actor.permissions) key += "," + std::to_string(int(p));
    return key;
}

bool changes_access(Event const& event) {
    using enum EventKind;
    switch (event.kind) {
    case user_changed:
    case user_archived:
    case role_changed:
    case role_archived:
    case department_created:
    case department_changed:
    case department_archived:
        return true;
    default:
        return false;
    }
}

void note_presence(TenantId tenant, std::span<Event const> events,
                   std::map<std::pair<TenantId, std::string>, std::string>& colleagues) {
    for (auto const& event : events) {
        if (event.kind != EventKind::presence_changed || !event.content) continue;
        auto const& data = event.content->data;
        colleagues[{tenant, std::string(data.at("user_id").as_string())}] = data.at("presence").as_string();
    }
}

std::vector<TicketId> tickets_in(std::span<Event const> events) {
    std::set<TicketId> ids;
    for (auto const& event : events)
        if (event.ticket_id) ids.insert(*event.ticket_id);
    return {ids.begin(), ids.end()};
}

} // namespace baton
