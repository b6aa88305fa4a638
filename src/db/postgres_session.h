// One unit of work on a PostgreSQL connection. The first error ends the unit: later calls throw it
// again. Several sessions of one process share the node's id generator.
#pragma once
#include "db/past_ids.h"
#include "db/postgres_connection.h"

namespace baton::db {

class PostgresSession final : public Session {
public:
    using Clock = std::chrono::steady_clock;

    PostgresSession(PostgresConnection& connection, IdGenerator& ids,
                    Clock::time_point deadline = Clock::time_point::max())
        : connection_(connection), ids_(ids), deadline_(deadline) {}

    Dialect dialect() const override { return Dialect::postgres; }
    IdGenerator& ids() override { return PastIds::or_else(ids_); }
    void exec(std::string_view sql, std::span<Param const>) override;
    std::int64_t change(std::string_view sql, std::span<Param const>) override;
    void query(std::string_view sql, std::span<Param const>, RowSink const&) override;

    std::exception_ptr failure() const { return failure_; }

private:
    template <class F> auto guarded(std::string_view sql, F f);

    PostgresConnection& connection_;
    IdGenerator& ids_;
    Clock::time_point deadline_;
    std::exception_ptr failure_;
};

} // namespace baton::db
