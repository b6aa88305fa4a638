#include "sighting/service.h"

#include "base/hash.h"
#include "sighting/store.h"

namespace baton {
namespace {

constexpr std::string_view field = "event.sighting_purpose";

std::vector<Sighting> opened(Tx& tx, std::vector<SightingRow> const& rows) {
    std::vector<Sighting> all;
    for (auto const& row : rows) {
        auto const purpose = row.purpose ? tx.vault().decrypt(tx.tenant(), field, *row.purpose) : "";
        all.push_back({row.id, {row.seen_kind, row.seen_id}, UserId{row.user_id}, row.at, purpose});
    }
    return all;
}

} // namespace

void record_sighting(Tx& tx, Actor const& actor, Seen const& seen, std::string const& purpose, Timestamp now) {
    NewEvent event{.kind = EventKind::viewed, .actor = actor.as_event_actor()};
    event.content.data = {{"kind", name_of(seen.kind)}, {"id", std::to_string(seen.id)}};
    SightingRow row{{}, seen.kind, seen.id, actor.user.value_or(UserId{}).value, now, std::nullopt};
    if (!purpose.empty()) {
        row.purpose = tx.vault().encrypt(tx.tenant(), field, purpose);
        event.content.data["purpose"] = base64url(*row.purpose);
    }
    row.id = record(tx, std::move(event), now);
    insert_sighting(tx, row);
}

std::vector<Sighting> sightings(Tx& tx, Seen const& seen, std::optional<EventId> before, int limit) {
    return opened(tx, sightings_of(tx, seen, before, limit));
}

std::vector<Sighting> sightings(Tx& tx, UserId user, std::optional<EventId> before, int limit) {
    return opened(tx, sightings_by(tx, user, before, limit));
}

} // namespace baton
