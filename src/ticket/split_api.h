#pragma once
#include "api/route.h"
#include "db/database.h"

namespace baton {

void add_split_routes(api::Routes&, db::Database&);

} // namespace baton
