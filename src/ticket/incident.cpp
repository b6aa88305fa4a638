#include "ticket/incident.h"

#include "api/idempotency.h"
#include "base/hash.h"
#include "canned_response/service.h"
#include "ticket/change.h"
#include "ticket/incident_store.h"
#include "ticket/merge.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

// Ends a unit that only tried whether it could be done; nothing of it stays.
struct Rehearsed : std::exception {};

struct Answering {
    Actor const& actor;
    IncidentMessage const& message;
    std::optional<IncidentAnswerId> answer; // absent: a rehearsal
    Timestamp now;
};

// What the first unit of work finds.
struct Begun {
    TicketId problem{};
    std::vector<TicketId> incidents;
    IncidentAnswer answer;
};

void check_status(Tx& tx, std::optional<Text<1, 100>> const& word) {
    if (!word || enum_from<StatusCategory>(*word)) return;
    auto const all = all_statuses(tx);
    bool const is_known = std::ranges::any_of(all, [&](Status const& s) { return s.key == *word && !s.archived_at; });
    if (!is_known) throw Error(ErrorCode::invalid, "then", "There is no such status.");
}

std::string scope_of(Actor const& actor, TicketId problem, std::string const& key) {
    auto const word = key.empty() ? hex(random_bytes<16>()) : key;
    return hex(sha256(fmt::format("{} incidents of {} {}", actor.key(), problem.value, word)));
}

// The problem's row is locked: of two requests with one key the second finds what the first began.
IncidentAnswer begin_answer(Tx& tx, Actor const& actor, TicketId problem, IncidentOrder const& order, Timestamp now) {
    IncidentAnswer answer{tx.next_id<IncidentAnswerId>(now),
                          problem,
                          scope_of(actor, problem, order.key),
                          tx.vault().blind_index(tx.tenant(), "incident_answers.request", to_json_text(order.message)),
                          {},
                          now};
    if (auto const known = find_incident_answer(tx, answer.scope)) {
        bool const is_old = after_seconds(known->created_at, api::replay_window_s) < now;
        if (is_old) retire_answer(tx, known->id);
        else if (known->request_hash == answer.request_hash) return *known;
        else throw Error(ErrorCode::invalid, "Idempotency-Key", "This Idempotency-Key was used for another request.");
    }
    insert_incident_answer(tx, answer);
    return answer;
}

Begun begin(Tx& tx, Actor const& actor, IncidentOrder const& order, Timestamp now) {
    actor.require(Permission::tickets_reply);
    auto const problem = ticket_for_change(tx, actor, order.problem, now);
    check_status(tx, order.message.then);
    Begun begun{problem.id, {}, {}};
    // What was merged into the problem may have had incidents too.
    begun.incidents = list_incidents(tx, visible_to(actor), with_merged(tx, problem.id), max_incidents_answered + 1);
    if (std::ssize(begun.incidents) > max_incidents_answered)
        refuse(tx, problem, fmt::format("More than {} incidents cannot be answered at once.", max_incidents_answered),
               now);
    if (!order.message.dry_run) begun.answer = begin_answer(tx, actor, problem.id, order, now);
    return begun;
}

// Absent when it is there already.
std::optional<Text<1, 100>> status_to_move_to(Tx& tx, Ticket const& t, std::optional<Text<1, 100>> const& word) {
    if (!word) return std::nullopt;
    auto const statuses = statuses_of(tx, t.type_id);
    return require_status(statuses, *word, "then").key == t.status ? std::nullopt : word;
}

void answer_one(Tx& tx, Answering const& a, TicketId incident) {
    auto now = a.now;
    auto const id = std::to_string(incident.value);
    auto const t = ticket_for_change(tx, a.actor, id, now);
    if (a.answer && !mark_answered(tx, *a.answer, incident)) return;
    if (t.status_category == StatusCategory::closed) throw Error(ErrorCode::conflict, "The ticket is closed.");
    NewMessage message{filled_for(tx, a.actor, t, a.message.body, now), Visibility::public_, {}, {}, {}};
    if (is_blank(message.body) || code_points(message.body) > decltype(message.body)::max)
        throw Error(ErrorCode::conflict, "Filled in for this ticket, the text is empty or too long.");
    message.then = status_to_move_to(tx, t, a.message.then);
    add_message(tx, a.actor, id, message, now);
    if (!a.answer) throw Rehearsed{};
}

bool is_refusal(ErrorCode code) {
    return code == ErrorCode::conflict || code == ErrorCode::forbidden || code == ErrorCode::invalid;
}

IncidentOutcome answer_all(db::Database& database, Answering const& a, std::vector<TicketId> const& incidents) {
    IncidentOutcome outcome;
    for (auto const incident : incidents) {
        try {
            db::run(database, a.actor.tenant, [&](Tx& tx) { answer_one(tx, a, incident); }); // somebody waits for it
            ++outcome.allowed;
        } catch (Rehearsed const&) {
            ++outcome.allowed;
        } catch (Error const& error) {
            if (error.code == ErrorCode::not_found) continue; // out of sight meanwhile
            if (!is_refusal(error.code)) throw;
            outcome.refused.push_back({incident, error.what()});
        }
    }
    return outcome;
}

// The problem's timeline tells what all were told. Returns what another request with this key finished before.
std::optional<IncidentOutcome> finish(Tx& tx, Answering const& a, IncidentAnswer const& answer,
                                      IncidentOutcome const& outcome) {
    auto now = a.now;
    auto const everybody = Actor::system(a.actor.tenant); // he may not see it any more
    auto const problem = ticket_seen_for_update(tx, everybody, std::to_string(answer.problem_id.value), now);
    auto const stored = find_incident_answer(tx, answer.scope);
    if (stored && stored->outcome) return read_json<IncidentOutcome>(parse_json(*stored->outcome));
    json::object data{{"allowed", outcome.allowed}, {"refused", std::int64_t(outcome.refused.size())}};
    if (a.message.then) data["then"] = *a.message.then;
    auto event = event_of(a.actor, problem, EventKind::incidents_answered, std::move(data));
    event.content.body = a.message.body;
    record(tx, std::move(event), now);
    touch_ticket(tx, problem.id, now);
    save_outcome(tx, answer.id, to_json_text(outcome));
    return std::nullopt;
}

} // namespace

void check(IncidentMessage const& message, Problems& problems) {
    auto const unknown = unknown_variables(message.body);
    if (unknown.empty() || problems.has("body")) return;
    problems.add("body", fmt::format("There is no variable {}. There are: {}.", unknown.front(),
                                     fmt::join(variable_names(), ", ")));
}

IncidentReport answer_incidents(db::Database& database, Actor const& actor, IncidentOrder const& order, Timestamp now) {
    auto const begun = db::run(database, actor.tenant, [&](Tx& tx) { return begin(tx, actor, order, now); });
    if (begun.answer.outcome) return {read_json<IncidentOutcome>(parse_json(*begun.answer.outcome)), true};
    Answering answering{actor, order.message, {}, now};
    if (!order.message.dry_run) answering.answer = begun.answer.id;
    auto const outcome = answer_all(database, answering, begun.incidents);
    if (order.message.dry_run) return {outcome, false};
    auto const before =
        db::run(database, actor.tenant, [&](Tx& tx) { return finish(tx, answering, begun.answer, outcome); });
    return before ? IncidentReport{*before, true} : IncidentReport{outcome, false};
}

} // namespace baton
