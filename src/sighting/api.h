#pragma once
#include "api/route.h"

namespace baton {

void add_sighting_routes(api::Routes&);

} // namespace baton
