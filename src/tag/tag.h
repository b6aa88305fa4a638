// Tags 标签 that a tenant keeps. On a ticket a tag is a plain word, kept or not; one that is kept is offered while
// typing, and has a colour and a meaning. Values and rules.
#pragma once
#include "ticket/ticket.h"

namespace baton {

struct KeptTagTag;
using KeptTagId = Id<KeptTagTag>;
struct TagRenamingTag;
using TagRenamingId = Id<TagRenamingTag>;

struct TagFields {
    Tag name;          // a new one goes to all tickets that have the old one
    Text<0, 7> colour; // "#d9480f", or empty
    Text<0, 500> description;
    bool operator==(TagFields const&) const = default;
};
DESCRIBE(TagFields, (), (name, colour, description));
void check(TagFields const&, Problems&);

// The row.
struct KeptTag : TagFields {
    KeptTagId id{};
    std::optional<Timestamp> archived_at; // offered no more; tickets keep it
    std::int64_t version = 1;
};
DESCRIBE(KeptTag, (TagFields), (id, archived_at, version));

// What is still to be done to tickets, in the order of ids.
struct TagRenaming {
    TagRenamingId id{};
    std::string old_name, new_name;
    std::optional<UserId> ordered_by;
};
DESCRIBE(TagRenaming, (), (id, old_name, new_name, ordered_by));

inline constexpr std::size_t max_kept_tags = 1'000;

// Whether it is offered to who has typed this: its name begins so, however it is written.
bool begins_with(TagFields const&, std::string const& typed);

} // namespace baton
