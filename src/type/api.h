#pragma once
#include "api/route.h"

namespace baton {

void add_type_routes(api::Routes&);
void add_sla_routes(api::Routes&);
void add_status_routes(api::Routes&);

} // namespace baton
