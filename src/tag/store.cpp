#include "tag/store.h"

#include "db/check_table.h"
#include "tag/service.h"

namespace baton::db {
template <> inline constexpr std::string_view table<KeptTag> = "tags";
template <> inline constexpr std::string_view table<TagRenaming> = "tag_renamings";
} // namespace baton::db

namespace baton {

void insert_kept_tag(Tx& tx, KeptTag const& tag) { tx.insert(tag); }

void save_kept_tag(Tx& tx, KeptTag const& tag) { tx.update<KeptTag>(tag.id, tag); }

std::optional<KeptTag> find_kept_tag(Tx& tx, KeptTagId id) {
    return tx.find<KeptTag>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::vector<KeptTag> list_kept_tags(Tx& tx, bool archived_too) {
    if (archived_too) return tx.select<KeptTag>("where tenant_id = $1 order by name, id", tx.tenant());
    return tx.select<KeptTag>("where tenant_id = $1 and archived_at is null order by name, id", tx.tenant());
}

void insert_renaming(Tx& tx, TagRenaming const& renaming) { tx.insert(renaming); }

void delete_renaming(Tx& tx, TagRenamingId id) {
    tx.exec("delete from tag_renamings where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::vector<TagRenaming> list_renamings(Tx& tx) {
    return tx.select<TagRenaming>("where tenant_id = $1 order by id", tx.tenant());
}

void check_tag_tables(Tx& tx) {
    db::check_table<KeptTag>(tx);
    db::check_table<TagRenaming>(tx);
}

} // namespace baton
