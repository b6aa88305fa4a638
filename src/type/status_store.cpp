#include "type/status_store.h"

#include "db/check_table.h"
#include "type/statuses.h"

namespace baton::db {
template <> inline constexpr std::string_view table<Status> = "statuses";
} // namespace baton::db

namespace baton {

void insert_status(Tx& tx, Status const& s) { tx.insert(s); }

void save_status(Tx& tx, Status const& s) {
    tx.exec("update statuses set name = $3, is_default = $4, comment_required = $5, moves = $6, position = $7,"
            " archived_at = $8, version = $9, portal_title = $10 where tenant_id = $1 and key = $2",
            tx.tenant(), s.key, s.name, s.is_default, s.comment_required, s.moves, s.position, s.archived_at, s.version,
            s.portal_title);
}

std::optional<Status> find_status(Tx& tx, std::string const& key) {
    return tx.find<Status>("where tenant_id = $1 and key = $2", tx.tenant(), key);
}

std::vector<Status> list_statuses(Tx& tx) {
    return tx.select<Status>("where tenant_id = $1 order by position, key", tx.tenant());
}

StatusSet read_status_set(Tx& tx, TypeId type) {
    auto const read = [&]() -> std::optional<StatusSet> {
        return statuses_for(tx.select<Status>("where tenant_id = $1 and archived_at is null"
                                              " and (type_id is null or type_id = $2) order by position, key",
                                              tx.tenant(), type),
                            type);
    };
    return tx.remember<StatusSet>({"statuses"}, std::to_string(type.value), read).value();
}

void check_status_tables(Tx& tx) { db::check_table<Status>(tx); }

} // namespace baton
