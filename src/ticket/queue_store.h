// Rows in, rows out: what lies in a department's queue.
#pragma once
#include "ticket/store.h"

namespace baton {

struct Queued {
    TicketId id{};
    TypeId type_id{};
};

// New and open tickets without an assignee, by priority, then age.
std::vector<Queued> list_queue(Tx&, DepartmentId, int limit);

} // namespace baton
