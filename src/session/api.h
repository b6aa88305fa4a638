#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

// `database` outlives the routes: sign-in hashes outside any unit of work.
void add_session_routes(api::Routes&, db::Database& database);

} // namespace baton
