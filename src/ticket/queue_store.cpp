#include "ticket/queue_store.h"

namespace baton {

// One run for each category: the index of the queue holds it before the priority.
std::vector<Queued> list_queue(Tx& tx, DepartmentId department, int limit) {
    constexpr std::string_view rank =
        "(case t.priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)";
    auto const run = [&](std::string_view category) {
        std::string sql = "select id, type_id, place from (select t.id as id, t.type_id as type_id, ";
        sql += rank;
        sql += " as place from tickets t where t.tenant_id = $1 and t.department_id = $2 and t.assignee_id is null"
               " and t.status_category = '";
        sql += category;
        sql += "' order by ";
        sql += rank;
        sql += ", t.id limit $3) ";
        sql += category;
        sql += "_run";
        return sql;
    };
    std::vector<Queued> found;
    tx.query(
        run("new") + " union all " + run("open") + " order by place, id limit $3",
        [&](db::Row const& row) {
            found.push_back({TicketId{row.integer(0)}, TypeId{row.integer(1)}});
        },
        tx.tenant(), department, std::int64_t(limit));
    return found;
}

} // namespace baton
