// The routes of a person's own devices.
#pragma once
#include "api/route.h"
#include "db/database.h"
#include "push/endpoint.h"

namespace baton {

void add_push_routes(api::Routes&, db::Database&, PushServices);

} // namespace baton
