// Use cases of kept tags, each inside the caller's unit of work. Tickets follow a new name afterwards, in slices
// (tag/renamer.h).
#pragma once
#include "db/tx.h"
#include "tag/tag.h"
#include "user/actor.h"

namespace baton {

struct TagUsage {
    std::int64_t tickets = 0; // that have it
    bool or_more = false;     // counted no further
};
DESCRIBE(TagUsage, (), (tickets, or_more));

struct TagWithUsage : KeptTag {
    TagUsage usage;
};
DESCRIBE(TagWithUsage, (KeptTag), (usage));

struct TagMerge {
    KeptTagId into{};
};
DESCRIBE(TagMerge, (), (into));

// By name.
std::vector<KeptTag> kept_tags(Tx&, bool archived_too);
// Counts tickets whoever sees them. Throws Error::not_found.
TagWithUsage tag_with_usage(Tx&, Actor const&, KeptTagId);
KeptTag create_tag(Tx&, Actor const&, TagFields const&, Timestamp now);
// A new name is taken over by kept lists and templates at once, by tickets afterwards.
KeptTag edit_tag(Tx&, Actor const&, KeptTagId, json::object const& changes, std::int64_t version, Timestamp now);
void archive_tag(Tx&, Actor const&, KeptTagId, Timestamp now);
// Archives it; whatever has it gets the other one instead. Returns the other one.
KeptTag merge_tag(Tx&, Actor const&, KeptTagId, TagMerge const&, Timestamp now);

// Whether tickets wait for a new name.
bool has_renamings(Tx&);
// The next few tickets that wait for a new name. True while more may wait.
bool rename_next_tickets(Tx&, Timestamp now);

// Throws db::DbError naming a missing column.
void check_tag_tables(Tx&);

} // namespace baton
