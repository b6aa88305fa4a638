#include "view/store.h"

namespace baton {
namespace {

Cells cells_of(Tx& tx, std::string_view sql) {
    Cells cells;
    tx.query(
        sql,
        [&](db::Row const& row) {
            if (auto const n = row.integer(3)) cells[{row.integer(0), row.integer(1), std::string(row.bytes(2))}] = n;
        },
        tx.tenant());
    return cells;
}

} // namespace

void add_to_counts(Tx& tx, Cells const& changes) {
    for (auto const& [cell, n] : changes)
        if (n != 0)
            tx.exec("insert into ticket_counts (tenant_id, department_id, assignee_id, status, tickets) values ($1, "
                    "$2, $3, $4, $5)"
                    " on conflict (tenant_id, department_id, assignee_id, status)"
                    " do update set tickets = ticket_counts.tickets + excluded.tickets",
                    tx.tenant(), cell.department_id, cell.assignee_id, cell.status, n);
}

Cells load_counts(Tx& tx) {
    return cells_of(tx, "select department_id, assignee_id, status, tickets from ticket_counts where tenant_id = $1");
}

Cells recount(Tx& tx) {
    return cells_of(tx, "select coalesce(department_id, 0), coalesce(assignee_id, 0), status, count(*) from tickets "
                        "where tenant_id = $1"
                        " group by department_id, assignee_id, status -- bounded: verify only");
}

} // namespace baton
