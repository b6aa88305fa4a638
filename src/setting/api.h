#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

// `database` outlives the routes.
void add_setting_routes(api::Routes&, db::Database& database);

} // namespace baton
