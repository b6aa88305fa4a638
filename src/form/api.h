#pragma once
#include "api/route.h"

namespace baton {

void add_form_routes(api::Routes&);

} // namespace baton
