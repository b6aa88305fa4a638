#pragma once
#include "api/route.h"

namespace baton {

// Who takes part in a ticket, and why somebody sees it or not.
void add_participant_routes(api::Routes&);

} // namespace baton
