#pragma once
#include "api/route.h"

namespace baton {

void add_department_routes(api::Routes&);

} // namespace baton
