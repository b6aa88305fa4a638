#pragma once
#include "api/route.h"

namespace baton {

// The questions; rating itself is the customer's, in src/portal.
void add_rating_question_routes(api::Routes&);

} // namespace baton
