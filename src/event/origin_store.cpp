#include "db/marks.h"
#include "event/origin.h"

namespace baton {

std::map<EventId, std::string> request_ids(Tx& tx, std::vector<Event> const& events) {
    std::map<EventId, std::string> found;
    if (events.empty()) return found;
    db::Params params;
    std::vector<EventId> ids;
    for (auto const& event : events) ids.push_back(event.id);
    auto sql = "select id, request_id from events where tenant_id = " + params.mark(tx.tenant());
    sql += " and request_id is not null and id in ";
    sql += list_of(params, ids);
    tx.query_with(sql, params,
                  [&](db::Row const& row) { found.emplace(EventId{row.integer(0)}, std::string(row.bytes(1))); });
    return found;
}

} // namespace baton
