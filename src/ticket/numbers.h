// Ticket numbers of a tenant, each pattern's beginning with a sequence of its own. SQLite: one by one in the unit of
// work, without gaps. PostgreSQL: from blocks fetched ahead in units of their own, so that no two creations wait for
// one counter row until commit; numbers of a block that nobody used are gaps. Thread-safe.
#pragma once
#include "db/database.h"
#include "type/type.h"

#include <deque>
#include <mutex>

namespace baton {

class TicketNumbers {
public:
    // `database` outlives every write given to it, not necessarily this object.
    explicit TicketNumbers(db::Database& database) : state_(std::make_shared<State>(database)) {}
    std::string next(Tx&, NumberPattern const&, std::int64_t local_date);

private:
    struct Block {
        std::int64_t next = 0, end = 0;
    };
    struct Stock {
        std::deque<Block> blocks;
        std::int64_t used_on = 0; // local date
        bool fetching = false;
    };
    using Beginning = std::pair<TenantId, std::string>; // of numbers
    struct State {
        explicit State(db::Database& d) : database(d) {}
        db::Database& database;
        std::mutex mutex;
        std::map<Beginning, Stock> stocks;
    };
    static std::optional<std::int64_t> take(State&, Beginning const&, std::int64_t local_date, bool& fetch);
    static void fetch(std::shared_ptr<State>, Beginning);

    std::shared_ptr<State> state_;
};

} // namespace baton
