#include "db/sqlite_snapshot.h"

#include <fcntl.h>
#include <unistd.h>

namespace baton::db {
namespace {

constexpr int instructions_between_questions = 100'000;
constexpr auto find_columns = "select m.name, c.name, lower(c.type), c.pk from sqlite_master m"
                              " join pragma_table_info(m.name) c"
                              " where m.type = 'table' and substr(m.name, 1, 7) <> 'sqlite_' order by m.name, c.name";

int ask(void* is_over) { return int((*static_cast<IsOver const*>(is_over))()); }

void flush(std::string const& file) {
    int const descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    bool const done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!done) throw DbError(fmt::format("Cannot flush {}.", file));
}

std::string quoted(std::string const& text) {
    std::string quoted = "'";
    for (char const c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted += '\'';
}

} // namespace

void copy_sqlite(std::string const& from, std::string const& to, IsOver const& is_over) {
    SqliteConnection connection(from, SqliteConnection::Access::read);
    connection.script("pragma query_only = off");
    if (is_over)
        sqlite3_progress_handler(connection.get(), instructions_between_questions, ask, const_cast<IsOver*>(&is_over));
    try {
        connection.script("vacuum into " + quoted(to));
    } catch (DbError const&) {
        if (is_over && is_over()) throw Unavailable("Given up: the program ends.");
        throw;
    }
    flush(to);
}

void SqliteSnapshot::read(TenantId tenant, Unit const& unit) {
    SqliteSession session(connection_, ids_);
    Tx tx(session, tenant);
    unit(tx);
    if (session.failure()) std::rethrow_exception(session.failure());
}

std::vector<TableLayout> SqliteSnapshot::layouts() {
    std::vector<TableLayout> all;
    SqliteSession session(connection_, ids_);
    session.query(find_columns, {}, [&](Row const& row) { add_column(all, row); });
    return all;
}

void SqliteSnapshot::stream(TenantId, std::string const& sql, RowSink const& sink) {
    SqliteSession session(connection_, ids_);
    session.query(sql, {}, sink);
}

} // namespace baton::db
