#include "db/postgres_session.h"

#include "db/statement_times.h"

#include <charconv>

namespace baton::db {
namespace {

std::int64_t changed_rows(PGresult* result) {
    std::string_view const text = PQcmdTuples(result);
    std::int64_t rows = 0;
    std::from_chars(text.data(), text.data() + text.size(), rows); // "" for statements that change none
    return rows;
}

} // namespace

template <class F> auto PostgresSession::guarded(std::string_view sql, F f) {
    if (failure_) std::rethrow_exception(failure_);
    try {
        if (Clock::now() > deadline_) throw Unavailable("took longer than reads may: " + std::string(sql));
        StatementTimes::Stopwatch const watch(sql);
        return f();
    } catch (DbError const&) {
        failure_ = std::current_exception();
        throw;
    }
}

void PostgresSession::exec(std::string_view sql, std::span<Param const> params) {
    guarded(sql, [&] { connection_.send(sql, params); });
}

std::int64_t PostgresSession::change(std::string_view sql, std::span<Param const> params) {
    return guarded(sql, [&] { return changed_rows(connection_.ask(sql, params).get()); });
}

void PostgresSession::query(std::string_view sql, std::span<Param const> params, RowSink const& sink) {
    guarded(sql, [&] {
        auto const answer = connection_.ask(sql, params);
        int const rows = PQntuples(answer.get());
        for (int i = 0; i < rows; ++i) sink(PostgresRow(answer.get(), i));
    });
}

} // namespace baton::db
