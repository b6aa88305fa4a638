#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

// `database` outlives the routes: passwords are hashed outside any unit of work.
void add_user_routes(api::Routes&, db::Database& database);

} // namespace baton
