// Lists of tickets by creation from short runs, each read from an index in the order of the list: one for every tag,
// field word, person, type or department asked for, or for every reason somebody has to see tickets. The cost follows
// the page, not what there is.
#pragma once
#include "ticket/store.h"

namespace baton {

// Absent when nothing in the filter or the scope is narrow enough, or the order is another one: then a plain query is
// as good.
std::optional<std::vector<TicketId>> ids_by_runs(Tx&, Scope const&, TicketFilter const&);

} // namespace baton
