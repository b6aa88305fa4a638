#pragma once
#include "api/route.h"

namespace baton {

void add_company_routes(api::Routes&);

} // namespace baton
