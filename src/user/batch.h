// Many users at once from pasted rows. Each good line becomes a user in a unit of work of its own; each other one is
// reported with line, field and reason. The same rows once more change nothing: who has the login already is left as he
// is.
#pragma once
#include "db/database.h"
#include "user/service.h"

namespace baton {

struct UserRows {
    Text<1, 100'000> text;
};
DESCRIBE(UserRows, (), (text));

struct CreatedRow {
    std::int64_t line = 0;
    UserId id{};
    std::string login;
    Maybe<std::string> password; // made up here, shown this once
};
DESCRIBE(CreatedRow, (), (line, id, login, password));

struct ExistingRow {
    std::int64_t line = 0;
    std::string login;
};
DESCRIBE(ExistingRow, (), (line, login));

struct RefusedRow {
    std::int64_t line = 0;
    std::string field;
    std::string reason;
};
DESCRIBE(RefusedRow, (), (line, field, reason));

struct BatchReport {
    std::vector<CreatedRow> created;
    std::vector<ExistingRow> existing;
    std::vector<RefusedRow> refused;
};
DESCRIBE(BatchReport, (), (created, existing, refused));

// Hashing is slow on purpose, so more than this many rows are refused whole.
inline constexpr std::size_t most_rows = 100;

// Not for database threads. Throws Error::invalid for "text".
BatchReport create_users(db::Database&, Actor const&, UserRows const&, Timestamp now);

} // namespace baton
