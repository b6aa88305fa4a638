// What refers to what: the schema declares hardly any foreign key, since rows of one tenant may lie on different shards
// later, so the references are checked here, a page at a time.
#pragma once
#include "db/database.h"

namespace baton {

struct ReferenceCheck {
    std::int64_t references = 0, broken = 0;
    std::string first_broken; // "tickets.type_id 7 is in no row of types"
};
ReferenceCheck check_references(db::Database&, TenantId);

} // namespace baton
