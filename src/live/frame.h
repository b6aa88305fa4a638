// What the live feed sends, and what it asks about events and those who get them. Pure.
#pragma once
#include "event/event.h"
#include "user/actor.h"

#include <map>
#include <memory>
#include <span>

namespace baton {

using Frame = std::shared_ptr<std::string const>;

Frame frame_of(json::object const&);
// Actors with the same key see the same: a token may be let see less than the person it belongs to.
std::string sight_key(Actor const&);
// After such an event, what people may see can be another.
bool changes_access(Event const&);
// The last presence of each colleague in these events, by tenant and id.
void note_presence(TenantId, std::span<Event const>, std::map<std::pair<TenantId, std::string>, std::string>&);
std::vector<TicketId> tickets_in(std::span<Event const>);

} // namespace baton
