#include "ticket/incident_store.h"

#include "api/idempotency.h"
#include "db/check_table.h"
#include "db/marks.h"

#include <fmt/format.h>

namespace baton {
namespace {

struct AnsweredIncident {
    IncidentAnswerId answer_id{};
    TicketId ticket_id{};
};
DESCRIBE(AnsweredIncident, (), (answer_id, ticket_id));

} // namespace
} // namespace baton

namespace baton::db {
template <> inline constexpr std::string_view table<IncidentAnswer> = "incident_answers";
template <> inline constexpr std::string_view table<AnsweredIncident> = "answered_incidents";
} // namespace baton::db

namespace baton {

std::vector<TicketId> list_incidents(Tx& tx, Scope const& scope, std::vector<TicketId> const& problems, int limit) {
    db::Params params;
    params.add(tx.tenant()); // $1
    auto const sql =
        fmt::format("select t.id from ticket_links l join tickets t on t.tenant_id = $1 and t.id = l.from_id"
                    " where l.tenant_id = $1 and l.to_id in {} and l.kind = 'incident' and {} order by t.id limit {}",
                    list_of(params, problems), scope.sql(params), params.mark(limit));
    std::vector<TicketId> incidents;
    tx.query_with(sql, params, [&](db::Row const& row) { incidents.push_back({row.integer(0)}); });
    return incidents;
}

void insert_incident_answer(Tx& tx, IncidentAnswer const& answer) { tx.insert(answer); }

std::optional<IncidentAnswer> find_incident_answer(Tx& tx, std::string const& scope) {
    return tx.find<IncidentAnswer>("where tenant_id = $1 and scope = $2", tx.tenant(), scope);
}

void save_outcome(Tx& tx, IncidentAnswerId id, std::string const& outcome) {
    tx.exec("update incident_answers set outcome = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, outcome);
}

void retire_answer(Tx& tx, IncidentAnswerId id) {
    tx.exec("update incident_answers set scope = $3 where tenant_id = $1 and id = $2", tx.tenant(), id,
            std::to_string(id.value));
}

bool mark_answered(Tx& tx, IncidentAnswerId answer, TicketId incident) {
    return tx.change("insert into answered_incidents (tenant_id, answer_id, ticket_id) values ($1, $2, $3)"
                     " on conflict do nothing",
                     tx.tenant(), answer, incident) > 0;
}

bool sweep_incident_answers(Tx& tx, Timestamp now, int limit) {
    auto const old = tx.value<IncidentAnswerId>(
        "select id from incident_answers where tenant_id = $1 and created_at < $2 order by created_at limit 1",
        tx.tenant(), after_seconds(now, -api::replay_window_s));
    if (!old) return false;
    auto const marks =
        tx.change("delete from answered_incidents where tenant_id = $1 and answer_id = $2 and ticket_id in"
                  " (select ticket_id from answered_incidents where tenant_id = $1 and answer_id = $2"
                  " order by ticket_id limit $3)",
                  tx.tenant(), *old, limit);
    if (marks < limit) tx.exec("delete from incident_answers where tenant_id = $1 and id = $2", tx.tenant(), *old);
    return true;
}

void check_incident_tables(Tx& tx) {
    db::check_table<IncidentAnswer>(tx);
    db::check_table<AnsweredIncident>(tx);
}

} // namespace baton
