#pragma once
#include "api/route.h"

namespace baton {

void add_snooze_routes(api::Routes&);

} // namespace baton
