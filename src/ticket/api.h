#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

class Search;
void add_ticket_routes(api::Routes&, db::Database&, Search&);

// What a route shows that is about one ticket: for the log of who viewed what.
std::optional<Seen> seen_ticket(Tx&, Actor const&, std::string const& id_or_number);

} // namespace baton
