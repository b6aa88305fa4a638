#include "ticket/incident_api.h"

#include "api/idempotency.h"
#include "ticket/incident.h"

namespace baton {
namespace {

using AnswerCall = api::Call<IncidentMessage, api::None, api::IdPath>;

// A direct route, as it takes many units of work: it keeps its own account of what a key was used for.
api::Reply<IncidentOutcome> answer(db::Database& database, AnswerCall const& call) {
    auto const key = std::string(call.request->header("idempotency-key"));
    api::check_key(key);
    auto report = answer_incidents(database, call.actor, {call.path.id, call.body, key}, call.now);
    api::Reply<IncidentOutcome> reply{std::move(report.outcome), {}, {}};
    if (report.is_replayed) reply.headers.push_back({"Idempotency-Replayed", "true"});
    return reply;
}

} // namespace

void add_incident_routes(api::Routes& all, db::Database& database) {
    auto routes = all.that_see(api::Sees::ticket);
    routes.direct(http::Method::post, "/tickets/{id}/incident-messages", api::needs(Permission::tickets_reply), 200,
                  "Answer all incidents of a problem, each in its own ticket; with dry_run only who would be answered",
                  [&database](AnswerCall const& call) { return answer(database, call); });
}

} // namespace baton
