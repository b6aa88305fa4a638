// Ids of moments that are over for single units of work, beside those that a running server makes of now (db/past.h is
// for a database that holds nothing else). Scopes of a thread.
#pragma once
#include "base/id.h"

namespace baton::db {

// While one lives, the units of this thread take their ids from it. Ids of this node may be there already, as a
// Duplicate tells: two that play a past make the same.
class PastIds {
public:
    // REQUIRES: the generator's node is past_node (db/node_ids.h).
    explicit PastIds(IdGenerator& ids) : before_(current_) { current_ = &ids; }
    ~PastIds() { current_ = before_; }
    PastIds(PastIds const&) = delete;
    // Those, or outside of any these.
    static IdGenerator& or_else(IdGenerator& ids) { return current_ ? *current_ : ids; }

private:
    static thread_local IdGenerator* current_;
    IdGenerator* const before_;
};

} // namespace baton::db
