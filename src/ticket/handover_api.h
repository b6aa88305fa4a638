// The routes of handing tickets over.
#pragma once
#include "api/route.h"

namespace baton {

void add_handover_routes(api::Routes&);

} // namespace baton
