#pragma once
#include "api/route.h"

namespace baton {

void add_held_routes(api::Routes&);

} // namespace baton
