#pragma once
#include "api/route.h"

namespace baton {

void add_view_routes(api::Routes&);

} // namespace baton
