#pragma once
#include "api/route.h"

namespace baton {

void add_report_routes(api::Routes&);

} // namespace baton
