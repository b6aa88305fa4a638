#pragma once
#include "api/route.h"
#include "attachment/files.h"
#include "db/database.h"

namespace baton {

// `database` outlives the routes.
void add_attachment_routes(api::Routes&, db::Database& database, FileStore);

} // namespace baton
