// The routes of the recycle bin.
#pragma once
#include "api/route.h"

namespace baton {

void add_deletion_routes(api::Routes&);

} // namespace baton
