#pragma once
#include "api/route.h"

namespace baton {

void add_canned_response_routes(api::Routes&);

} // namespace baton
