#pragma once
#include "api/route.h"
#include "tag/renamer.h"

namespace baton {

// The renamer outlives the routes.
void add_tag_routes(api::Routes&, db::Database&, TagRenamer&);

} // namespace baton
