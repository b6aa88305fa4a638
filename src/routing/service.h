// Whom routing has to choose from, inside the caller's unit of work. Who then gets a ticket is written by the use cases
// of tickets (ticket/giving.h). These read tables of several slices in one statement each: who opens a ticket waits for
// it.
#pragma once
#include "routing/routing.h"

namespace baton {

enum class Hold { nothing, rows }; // rows: until the end of the unit (PostgreSQL; SQLite has one writer)

// Those of the department who are online, in the order of their ids, still without what they have on hand. Held, nobody
// else gives them a ticket before this unit ends, so that a second decision counts the first one's ticket.
// REQUIRES: a unit that holds them has locked its tickets before, and asks for the people of one department only.
std::vector<Contender> people_online(Tx&, DepartmentId, Hold);

// Fills in what they have on hand, when they were given the last one, and what they can of the required skills; adds
// those of the department who are not online, as many as an explanation has room for.
void learn_work(Tx&, DepartmentId, std::vector<Contender>&, std::vector<RequiredSkill> const&);

} // namespace baton
