#include "ticket/participant_store.h"

#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::Participant> = "ticket_participants";

namespace baton {

bool insert_participant(Tx& tx, Participant const& p, std::optional<TicketId> by_merge_of) {
    return tx.change("insert into ticket_participants (tenant_id, ticket_id, user_id, part, by_merge_of)"
                     " values ($1, $2, $3, $4, $5) on conflict do nothing",
                     tx.tenant(), p.ticket_id, p.user_id, p.part, by_merge_of) > 0;
}

bool delete_participant(Tx& tx, Participant const& p) {
    return tx.change("delete from ticket_participants where tenant_id = $1 and ticket_id = $2 and user_id = $3"
                     " and part = $4",
                     tx.tenant(), p.ticket_id, p.user_id, p.part) > 0;
}

std::vector<Participant> participants_by_merge(Tx& tx, TicketId ticket, TicketId merged) {
    std::vector<Participant> all;
    tx.query(
        "select ticket_id, user_id, part from ticket_participants where tenant_id = $1 and ticket_id = $2"
        " and by_merge_of = $3 order by user_id",
        [&](db::Row const& row) { all.push_back(db::read_row<Participant>(row)); }, tx.tenant(), ticket, merged);
    return all;
}

std::vector<Participant> participants_of(Tx& tx, std::vector<TicketId> const& tickets) {
    std::vector<Participant> all;
    if (tickets.empty()) return all;
    db::Params params;
    auto const sql =
        "select ticket_id, user_id, part from ticket_participants where tenant_id = " + params.mark(tx.tenant()) +
        " and ticket_id in " + list_of(params, tickets) + " order by ticket_id, user_id";
    tx.query_with(sql, params, [&](db::Row const& row) { all.push_back(db::read_row<Participant>(row)); });
    return all;
}

bool takes_part(Tx& tx, TicketId ticket, UserId user, Part part) {
    return tx
        .value<std::int64_t>(
            "select 1 from ticket_participants where tenant_id = $1 and ticket_id = $2 and user_id = $3"
            " and part = $4",
            tx.tenant(), ticket, user, part)
        .has_value();
}

} // namespace baton
