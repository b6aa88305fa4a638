#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

class Search;
void add_search_routes(api::Routes&, db::Database&, Search&);

} // namespace baton
