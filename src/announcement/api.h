#pragma once
#include "api/route.h"

namespace baton {

void add_announcement_routes(api::Routes&);

} // namespace baton
