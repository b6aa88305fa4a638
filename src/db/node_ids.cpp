#include "db/node_ids.h"

namespace baton::db {

std::int64_t sqlite_node_mark(Session& session) {
    session.exec("insert into nodes (node_id, holder, until_at, high_water) values (0, '', 0, 0) "
                 "on conflict (node_id) do nothing",
                 {});
    std::int64_t mark = 0;
    session.query("select high_water from nodes where node_id = 0", {}, [&](Row const& row) { mark = row.integer(0); });
    return mark;
}

} // namespace baton::db
