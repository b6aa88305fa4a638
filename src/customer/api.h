#pragma once
#include "api/route.h"
#include "customer/erasure.h"

namespace baton {

void add_customer_routes(api::Routes&);
void add_attribute_routes(api::Routes&);
// Export and erasure. `database` outlives the routes.
void add_person_routes(api::Routes&, db::Database& database, RemoveFiles);

} // namespace baton
