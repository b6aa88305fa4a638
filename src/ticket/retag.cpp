// A tag gets another name on the tickets that have it.
#include "ticket/change.h"
#include "ticket/sealing.h"
#include "ticket/tag_store.h"

#include <algorithm>

namespace baton {
namespace {

std::vector<Tag> renamed(std::vector<Tag> const& tags, std::string const& from, std::string const& to) {
    std::vector<Tag> after;
    for (auto const& tag : tags) {
        auto const name = tag == from ? Tag(to) : tag;
        if (std::ranges::find(after, name) == after.end()) after.push_back(name);
    }
    return after;
}

void retag(Tx& tx, Actor const& actor, TicketId id, std::string const& from, std::string const& to, Timestamp now) {
    auto t = ticket_seen_for_update(tx, Actor::system(tx.tenant()), std::to_string(id.value), now);
    seal_if_marked(tx, t);
    auto const before = t.tags;
    t.tags = renamed(before, from, to);
    delete_tags(tx, id); // also what another unit has renamed since it was listed
    insert_tags(tx, id, t.tags);
    if (before == t.tags) return;
    record(tx,
           event_of(actor, t, EventKind::field_changed,
                    {{"field", "tags"}, {"before", to_json(before)}, {"after", to_json(t.tags)}}),
           now);
    save(tx, t, now);
}

} // namespace

int rename_tag(Tx& tx, Actor const& actor, std::string const& from, std::string const& to, int limit, Timestamp now) {
    auto const ids = list_tagged(tx, from, limit);
    for (auto const id : ids) retag(tx, actor, id, from, to, now);
    return int(ids.size());
}

} // namespace baton
