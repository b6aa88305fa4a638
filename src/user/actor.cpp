#include "user/actor.h"

namespace baton {

void Actor::require(Permission p) const {
    if (!may(p)) throw Error(ErrorCode::forbidden, "This needs the permission " + permission_word(p) + ".");
}

EventActor Actor::as_event_actor() const { return {kind, user ? std::optional(user->value) : customer}; }

std::string Actor::key() const { return std::string(name_of(kind)) + ":" + (user ? std::to_string(user->value) : "-"); }

Actor Actor::system(TenantId tenant) {
    Actor actor;
    actor.tenant = tenant;
    actor.name = "system";
    for_each_value<Permission>([&](Permission p) { actor.permissions.insert(p); });
    return actor;
}

EventId record_change(Tx& tx, Actor const& actor, EventKind kind, json::object data, Timestamp now) {
    NewEvent event{.kind = kind, .actor = actor.as_event_actor()};
    event.content.data = std::move(data);
    return record(tx, std::move(event), now);
}

} // namespace baton
