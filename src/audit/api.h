#pragma once
#include "api/route.h"

namespace baton {

void add_audit_routes(api::Routes&);

} // namespace baton
