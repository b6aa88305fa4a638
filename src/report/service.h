// Counts and sums that are exact at the moment of asking and cheap at any size: what a reader of the log keeps, plus
// the tickets that changed since it looked last.
#pragma once
#include "event/log.h"
#include "report/fact.h"

namespace baton {

// The reader that keeps the facts and their sums.
std::unique_ptr<Reader> ticket_facts_reader();

// How many tickets are in each cell of these statuses.
std::map<Cell, std::int64_t> cells_of(Tx&, std::vector<std::string> const& statuses);
// Whether a ticket is in it, by the counters.
bool is_status_in_use(Tx&, std::string const& key);

// Of whole local days, first ≤ day < end, such as 20261121.
struct Days {
    std::map<CreatedDay, Sums> created;
    std::map<ResolvedDay, std::int64_t> resolved;
};
Days days_between(Tx&, std::int64_t first, std::int64_t end);
// The same of tickets created, or resolved, from ≤ t < to, which lie within one local day: reads each.
Days days_within(Tx&, Timestamp from, Timestamp to);

// Compares the sums (with what changed since) to the tickets themselves, all of them; "" when they agree, else the
// first difference.
std::string check_ticket_counts(Tx&);

// Throws db::DbError naming a missing column.
void check_report_tables(Tx&);

} // namespace baton
