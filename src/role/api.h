#pragma once
#include "api/route.h"

namespace baton {

void add_role_routes(api::Routes&);

} // namespace baton
