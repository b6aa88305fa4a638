// Rows in, rows out. The only place that knows ticket_counts.
#pragma once
#include "db/tx.h"

#include <map>
#include <tuple>

namespace baton {

// What tickets are counted by; 0 stands for none.
struct Cell {
    std::int64_t department_id = 0;
    std::int64_t assignee_id = 0;
    std::string status;
    auto operator<=>(Cell const&) const = default;
};
using Cells = std::map<Cell, std::int64_t>;

void add_to_counts(Tx&, Cells const& changes);
Cells load_counts(Tx&);
// Counts the tickets themselves: reads every one.
Cells recount(Tx&);

} // namespace baton
