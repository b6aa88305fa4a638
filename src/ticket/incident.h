// Problem and incidents 问题与关联工单: many customers told one by one of the same trouble. One answer reaches all of
// them, each in his own ticket and name.
#pragma once
#include "db/database.h"
#include "ticket/link.h"

namespace baton {

struct IncidentAnswerTag;
using IncidentAnswerId = Id<IncidentAnswerTag>;

inline constexpr int max_incidents_answered = 10'000; // at once

struct IncidentMessage {
    Text<1, 100'000> body;            // with variables, as canned responses have them
    std::optional<Text<1, 100>> then; // status the incidents move to
    bool dry_run = false;             // say what would be, change nothing
};
DESCRIBE(IncidentMessage, (), (body, then, dry_run));
void check(IncidentMessage const&, Problems&);

struct IncidentRefusal {
    TicketId id{};
    std::string reason;
};
DESCRIBE(IncidentRefusal, (), (id, reason));

struct IncidentOutcome {
    std::int64_t allowed = 0; // so many were, or would be, answered
    std::vector<IncidentRefusal> refused;
};
DESCRIBE(IncidentOutcome, (), (allowed, refused));

// One order to answer, kept for as long as it may come again under its key: a repetition goes on where the first one
// ended, and answers nobody twice.
struct IncidentAnswer {
    IncidentAnswerId id{};
    TicketId problem_id{};
    std::string scope;                  // who asks, about what, under which key: hashed
    std::string request_hash;           // of what is to be said and done; keyed, as nobody shall guess it
    std::optional<std::string> outcome; // JSON; absent until all were answered
    Timestamp created_at{};
};
DESCRIBE(IncidentAnswer, (), (id, problem_id, scope, request_hash, outcome, created_at));

struct IncidentOrder {
    std::string problem; // id or number
    IncidentMessage message;
    std::string key; // "" : never to come again
};
struct IncidentReport {
    IncidentOutcome outcome;
    bool is_replayed = false;
};
// The actor may change the problem. Each incident he sees is a unit of work of its own, so that it is answered and
// moved or neither; what the rules refuse is told. Blocks; not for database threads.
IncidentReport answer_incidents(db::Database&, Actor const&, IncidentOrder const&, Timestamp now);

// Forgets up to `limit` rows of orders that cannot come again; false when there are none left.
bool sweep_incident_answers(Tx&, Timestamp now, int limit);
// Throws db::DbError naming a missing column.
void check_incident_tables(Tx&);

} // namespace baton
