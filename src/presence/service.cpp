#include "presence/service.h"

#include "event/event.h"
#include "presence/store.h"
#include "user/service.h"

namespace baton {
namespace {

// REQUIRES: `before` was read by lock_presence in this unit, so that two connections of one person come one by one.
void settle(Tx& tx, UserId user, std::optional<Presence> before, EventActor const& by, Timestamp now) {
    if (!before) return; // he is gone
    auto const after = presence_of(find_choice(tx, user), has_connection(tx, user, now), now);
    if (after == *before) return;
    write_presence(tx, user, after);
    NewEvent event{.kind = EventKind::presence_changed, .actor = by};
    event.content.data = {{"user_id", std::to_string(user.value)}, {"presence", name_of(after)}};
    record(tx, std::move(event), now);
}

} // namespace

void choose_presence(Tx& tx, Actor const& actor, Presence state, Timestamp now) {
    auto const user = user_of(tx, actor).id;
    auto const before = lock_presence(tx, user);
    save_choice(tx, user, {state, now});
    settle(tx, user, before, actor.as_event_actor(), now);
}

void begin_connection(Tx& tx, UserId user, std::string const& holder, Timestamp now) {
    auto const before = lock_presence(tx, user);
    save_connection(tx, user, holder, after_seconds(now, connection_lease_s));
    settle(tx, user, before, {}, now);
}

void end_connection(Tx& tx, UserId user, std::string const& holder, Timestamp now) {
    auto const before = lock_presence(tx, user);
    delete_connection(tx, user, holder);
    settle(tx, user, before, {}, now);
}

void renew_connections(Tx& tx, std::string const& holder, Timestamp now) {
    renew_connections_of(tx, holder, after_seconds(now, connection_lease_s));
}

std::vector<UserId> overdue_presence(Tx& tx, Timestamp now, int limit) { return list_overdue(tx, now, limit); }

void end_overdue_presence(Tx& tx, std::vector<UserId> const& users, Timestamp now) {
    for (auto const user : users) {
        auto const before = lock_presence(tx, user);
        delete_overdue(tx, user, now);
        settle(tx, user, before, {}, now);
    }
}

} // namespace baton
