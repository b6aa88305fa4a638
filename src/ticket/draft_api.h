#pragma once
#include "api/route.h"

namespace baton {

void add_draft_routes(api::Routes&);

} // namespace baton
