#pragma once
#include "api/route.h"

namespace baton {

void add_organization_routes(api::Routes&);

} // namespace baton
