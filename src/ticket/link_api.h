#pragma once
#include "api/route.h"

namespace baton {

void add_link_routes(api::Routes&);

} // namespace baton
