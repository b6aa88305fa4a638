// Rows of kept tags and of what is still to be renamed, in and out.
#pragma once
#include "db/tx.h"
#include "tag/tag.h"

namespace baton {

void insert_kept_tag(Tx&, KeptTag const&);
void save_kept_tag(Tx&, KeptTag const&);
std::optional<KeptTag> find_kept_tag(Tx&, KeptTagId);
// By name, those not archived, or all.
std::vector<KeptTag> list_kept_tags(Tx&, bool archived_too);

void insert_renaming(Tx&, TagRenaming const&);
void delete_renaming(Tx&, TagRenamingId);
// Those still to be done, the first ordered first.
std::vector<TagRenaming> list_renamings(Tx&);

} // namespace baton
