#pragma once
#include "api/route.h"

namespace baton {

void add_reminder_routes(api::Routes&);

} // namespace baton
