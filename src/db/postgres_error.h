// PostgreSQL's refusals as the errors of db/session.h. Messages never carry values of rows (the
// server's detail line would).
#pragma once
#include "db/session.h"
#include <libpq-fe.h>

namespace baton::db {

// Deadlock or serialization failure: the same unit may succeed when run again.
struct Conflicted : Unavailable {
    using Unavailable::Unavailable;
};
// The connection is gone. What it was asked is undone, unless it was COMMIT.
struct ConnectionLost : Unavailable {
    using Unavailable::Unavailable;
};

// The error of a failed result; `doing` is the SQL text or a few words.
std::exception_ptr postgres_error(PGresult const*, std::string_view doing);

} // namespace baton::db
