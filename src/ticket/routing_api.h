#pragma once
#include "api/route.h"

namespace baton {

void add_routing_routes(api::Routes&);

} // namespace baton
