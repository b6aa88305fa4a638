// What an actor may see, as one SQL predicate. Every read of tickets — single, list, count, live
// feed, attachment — goes through it; out of scope is "not found". A value: it reaches no database.
#pragma once
#include "db/tx.h"
#include "user/actor.h"

namespace baton {

// A member sees tickets of his departments, of all departments below those he leads, those he takes part in (assignee,
// creator, collaborator, follower), and those that were opened in a department he sees; tickets.read_all sees all. A
// customer sees the one ticket that is open to him.
struct Scope {
    enum class Kind { nothing, one, reach, everything };
    Kind kind = Kind::nothing;
    UserId user{};
    std::vector<DepartmentId> departments;
    TicketId ticket{}; // the one

    // A condition over `tickets t`, its values added to the parameters. REQUIRES: the tenant is $1.
    std::string sql(db::Params&) const;
};

Scope visible_to(Actor const&);

} // namespace baton
