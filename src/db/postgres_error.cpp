#include "db/postgres_error.h"

#include <fmt/format.h>

namespace baton::db {
namespace {

std::string_view field(PGresult const* result, int code) {
    char const* const text = PQresultErrorField(result, code);
    return text ? text : "";
}

} // namespace

// Codes: PostgreSQL manual, appendix A.
std::exception_ptr postgres_error(PGresult const* result, std::string_view doing) {
    auto const state = field(result, PG_DIAG_SQLSTATE);
    auto const severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    auto const text = fmt::format("{} ({}): {}", field(result, PG_DIAG_MESSAGE_PRIMARY), state, doing);
    auto const is = [&](std::string_view code) { return state.starts_with(code); };
    if (state.empty() || severity == "FATAL" || severity == "PANIC")
        return std::make_exception_ptr(ConnectionLost(text));
    if (is("40001") || is("40P01")) return std::make_exception_ptr(Conflicted(text));
    if (is("23505")) return std::make_exception_ptr(Duplicate(text));
    // No room, cancelled or timed out, lock not had in time, I/O error.
    if (is("53") || is("57") || is("55P03") || is("58030")) return std::make_exception_ptr(Unavailable(text));
    return std::make_exception_ptr(DbError(text));
}

} // namespace baton::db
