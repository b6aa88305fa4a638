// Counts beside the lists, cheap at any size: a roll-up that a reader keeps, plus what the log holds
// after it. Exact at the moment of asking.
#pragma once
#include "event/log.h"
#include "user/actor.h"

namespace baton {

struct ViewCount {
    std::string id; // mine, unassigned, open
    std::string name;
    std::int64_t count = 0;
    std::string filter; // query of GET /tickets that lists exactly these
};
DESCRIBE(ViewCount, (), (id, name, count, filter));

std::vector<ViewCount> view_counts(Tx&, Actor const&);

// The reader that keeps ticket_counts.
std::unique_ptr<Reader> ticket_counts_reader();

// Whether a ticket is in it, by the counters.
bool is_status_in_use(Tx&, std::string const& key);
// Up to which number of the log the roll-up has counted.
std::int64_t counted_until(Tx&);

// Compares the roll-up (with its tail) to the tickets themselves; "" when they agree, else the first difference.
std::string check_ticket_counts(Tx&);

} // namespace baton
