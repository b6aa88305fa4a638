// Opening a database to play a past in it (baton demo): ids are made for moments that are over, in their order,
// beginning long ago. By a node of their own (db/node_ids.h), so that they meet no other's. Once per database.
#pragma once
#include "db/database.h"

namespace baton::db {

enum class Ids { of_now, of_the_past };

std::unique_ptr<Database> open(Options const&, Ids);

} // namespace baton::db
