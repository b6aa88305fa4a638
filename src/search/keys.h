// What a ticket belongs to, as words of the index: whose sight it is in and where it stands. They only narrow the hits;
// what is shown goes through ticket/scope.h in the database.
#pragma once
#include "search/words.h"
#include "ticket/service.h"

namespace baton {

// `people` take part in it besides those its row names.
std::string keys_of(Ticket const&, std::vector<UserId> const& people);

// What the actor's scope and the filter ask for; nothing for what only the database can tell.
db::TextQuestion keys_asked(Scope const&, TicketFilter const&);

} // namespace baton
