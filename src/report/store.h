// Rows in, rows out. The only place that knows the facts and what is summed up of them.
#pragma once
#include "db/tx.h"
#include "report/fact.h"

namespace baton {

// What a fact is made of, as the ticket stands.
struct Countable {
    TicketId id{};
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    TypeId type_id{};
    Priority priority = Priority::normal;
    std::string status;
    Timestamp created_at{};
    std::optional<Timestamp> first_responded_at, resolved_at;
};
DESCRIBE(Countable, (),
         (id, department_id, assignee_id, type_id, priority, status, created_at, first_responded_at, resolved_at));

std::vector<Countable> countable_tickets(Tx&, std::vector<TicketId> const&);
// The next after this one, by id.
std::vector<Countable> countable_after(Tx&, TicketId, int limit);
// Of the tickets themselves, those created, or resolved, from ≤ t < to, which lie within this local day.
std::map<CreatedDay, Sums> sum_created(Tx&, std::int64_t day, Timestamp from, Timestamp to);
std::map<ResolvedDay, std::int64_t> sum_resolved(Tx&, std::int64_t day, Timestamp from, Timestamp to);

std::vector<Fact> facts_of(Tx&, std::vector<TicketId> const&);
void save_facts(Tx&, std::vector<Fact> const&);
void delete_facts(Tx&, std::vector<TicketId> const&);
void add_to_tally(Tx&, Tally const& changes);

// Cells of these statuses.
std::map<Cell, std::int64_t> load_cells(Tx&, std::vector<std::string> const& statuses);
std::map<Cell, std::int64_t> load_every_cell(Tx&);
// first ≤ day < end
std::map<CreatedDay, Sums> load_created(Tx&, std::int64_t first, std::int64_t end);
std::map<ResolvedDay, std::int64_t> load_resolved(Tx&, std::int64_t first, std::int64_t end);

void check_report_tables(Tx&);

} // namespace baton
