// Sequence numbers of a tenant's local day. SQLite: one by one in the unit of work, without gaps.
// PostgreSQL: from blocks fetched ahead in units of their own, so that no two creations wait for one
// counter row until commit; numbers of a block that nobody used are gaps. Thread-safe.
#pragma once
#include "db/database.h"

#include <deque>
#include <mutex>

namespace baton {

class TicketNumbers {
public:
    // `database` outlives every write given to it, not necessarily this object.
    explicit TicketNumbers(db::Database& database) : state_(std::make_shared<State>(database)) {}
    std::int64_t next(Tx&, std::int64_t local_date);

private:
    struct Block {
        std::int64_t next = 0, end = 0;
    };
    struct State {
        explicit State(db::Database& d) : database(d) {}
        db::Database& database;
        std::mutex mutex;
        std::map<std::pair<TenantId, std::int64_t>, std::deque<Block>> blocks;
        bool fetching = false;
    };
    static std::optional<std::int64_t> take(State&, TenantId, std::int64_t local_date, bool& fetch);
    static void fetch(std::shared_ptr<State>, TenantId, std::int64_t local_date);

    std::shared_ptr<State> state_;
};

} // namespace baton
