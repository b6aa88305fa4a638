// The routes of merging tickets.
#pragma once
#include "api/route.h"

namespace baton {

void add_merge_routes(api::Routes&);

} // namespace baton
