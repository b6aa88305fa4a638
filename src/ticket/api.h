#pragma once
#include "api/route.h"

namespace baton {

void add_ticket_routes(api::Routes&);

} // namespace baton
