// SQLite's result codes as the errors of db/session.h.
#pragma once
#include "db/session.h"
#include <sqlite3.h>

namespace baton::db {

// No room for what was to be written; what else was in the group may still fit.
struct DiskFull : Unavailable {
    using Unavailable::Unavailable;
};
// The disk or the file failed under us: the connection is not to be trusted until verified.
struct DiskFailed : Unavailable {
    using Unavailable::Unavailable;
};

// `doing` is the SQL text or a few words. Always throws.
[[noreturn]] void throw_sqlite_error(sqlite3*, int code, std::string_view doing);

} // namespace baton::db
