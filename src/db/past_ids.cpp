#include "db/past_ids.h"

namespace baton::db {

thread_local IdGenerator* PastIds::current_ = nullptr;

} // namespace baton::db
