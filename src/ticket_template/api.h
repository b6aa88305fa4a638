#pragma once
#include "api/route.h"

namespace baton {

void add_ticket_template_routes(api::Routes&);

} // namespace baton
