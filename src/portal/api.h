#pragma once
#include "api/route.h"
#include "attachment/service.h"
#include "db/database.h"

namespace baton {

// `database` outlives the routes.
void add_portal_routes(api::Routes&, db::Database& database, FileStore);

} // namespace baton
