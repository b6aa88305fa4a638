#include "db/sqlite_error.h"

#include <fmt/format.h>

namespace baton::db {

void throw_sqlite_error(sqlite3* db, int code, std::string_view doing) {
    if (db) code = sqlite3_extended_errcode(db);
    auto const text = fmt::format("{} ({}): {}", db ? sqlite3_errmsg(db) : sqlite3_errstr(code), code, doing);
    switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
        throw Duplicate(text);
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_FULL:
        throw DiskFull(text);
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw DiskFailed(text);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
        throw Unavailable(text);
    default:
        throw DbError(text);
    }
}

} // namespace baton::db
