#include "db/sqlite_connection.h"

#include "db/sql_text.h"

namespace baton::db {
namespace {

constexpr std::size_t max_cached = 256;
constexpr int instructions_between_checks = 1000;

// Group commit: one flush for many units, so FULL costs little. Checkpoints have a thread of their own.
constexpr auto common_settings = R"(
    pragma busy_timeout = 5000;
    pragma foreign_keys = on;
    pragma case_sensitive_like = on;
    pragma temp_store = memory;
    pragma trusted_schema = off;
)";
// secure_delete: what was erased is overwritten, not just unlinked.
constexpr auto write_settings = R"(
    pragma journal_mode = wal;
    pragma secure_delete = on;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 0;
    pragma cache_size = -32000;
    pragma mmap_size = 134217728;
)";
constexpr auto read_settings = R"(
    pragma query_only = on;
    pragma wal_autocheckpoint = 0;
    pragma cache_size = -4000;
    pragma mmap_size = 134217728;
)";

// SQLite's account of its memory takes a lock for each allocation, and nobody reads it.
void drop_memory_account() {
    static int const done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // refused once SQLite is in use: no harm
    static_cast<void>(done);
}

sqlite3* open_file(std::string const& file, SqliteConnection::Access access) {
    int const create = access == SqliteConnection::Access::write ? SQLITE_OPEN_CREATE : 0;
    sqlite3* db = nullptr;
    drop_memory_account();
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | create;
    if (int const code = sqlite3_open_v2(file.c_str(), &db, flags, nullptr); code != SQLITE_OK) {
        sqlite3_close_v2(db);
        throw_sqlite_error(nullptr, code, "opening " + file);
    }
    return db;
}

} // namespace

SqliteConnection::SqliteConnection(std::string const& file, Access access) : db_(open_file(file, access)) {
    auto const late = [](void* self) { return int(static_cast<SqliteConnection*>(self)->is_late()); };
    if (access == Access::read) sqlite3_progress_handler(db_.get(), instructions_between_checks, late, this);
    script(common_settings);
    script(access == Access::write ? write_settings : read_settings);
}

void SqliteConnection::script(std::string const& sql) {
    int const code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw_sqlite_error(db_.get(), code, sql);
}

auto SqliteConnection::prepare(std::string_view sql) -> std::unique_ptr<sqlite3_stmt, Finalize> {
    std::string const text = sqlite_statement(sql);
    sqlite3_stmt* statement = nullptr;
    char const* rest = nullptr;
    int const code =
        sqlite3_prepare_v3(db_.get(), text.c_str(), int(text.size()) + 1, SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    if (code != SQLITE_OK) throw_sqlite_error(db_.get(), code, sql);
    std::unique_ptr<sqlite3_stmt, Finalize> owned(statement);
    if (!statement || std::string_view(rest).find_first_not_of(" \n\t;") != std::string_view::npos)
        throw DbError("one statement at a time: " + std::string(sql));
    return owned;
}

auto SqliteConnection::take(std::string_view sql) -> Cached* {
    auto const found = by_sql_.find(sql);
    if (found != by_sql_.end()) {
        auto const place = found->second;
        if (place->in_use) return nullptr;
        cache_.splice(cache_.begin(), cache_, place);
    } else {
        auto statement = prepare(sql);
        make_room();
        cache_.push_front({std::string(sql), std::move(statement)});
        by_sql_.emplace(cache_.front().sql, cache_.begin());
    }
    cache_.front().in_use = true;
    return &cache_.front();
}

// The oldest that is not running goes; those running are few.
void SqliteConnection::make_room() {
    if (cache_.size() < max_cached) return;
    auto oldest = std::prev(cache_.end());
    while (oldest->in_use && oldest != cache_.begin()) --oldest;
    if (oldest->in_use) return;
    by_sql_.erase(oldest->sql);
    cache_.erase(oldest);
}

SqliteConnection::Statement::Statement(SqliteConnection& connection, std::string_view sql)
    : connection_(connection), sql_(sql), cached_(connection.take(sql)),
      own_(cached_ ? nullptr : connection.prepare(sql)), raw_(cached_ ? cached_->statement.get() : own_.get()) {}

SqliteConnection::Statement::~Statement() {
    sqlite3_reset(raw_); // its error was reported by step()
    sqlite3_clear_bindings(raw_);
    if (cached_) cached_->in_use = false;
}

void SqliteConnection::Statement::fail(int code) const {
    if (code == SQLITE_INTERRUPT && connection_.is_late())
        throw Unavailable("took longer than reads may: " + std::string(sql_));
    throw_sqlite_error(connection_.get(), code, sql_);
}

void SqliteConnection::Statement::bind(std::span<Param const> params) {
    int const wanted = sqlite3_bind_parameter_count(raw_);
    if (wanted != int(params.size()))
        throw DbError("needs " + std::to_string(wanted) + " values, got " + std::to_string(params.size()) + ": " +
                      std::string(sql_));
    for (int i = 1; i <= wanted; ++i) {
        Param const& p = params[std::size_t(i - 1)];
        auto const size = p.bytes.size();
        char const* const bytes = p.bytes.data() ? p.bytes.data() : ""; // a null pointer would bind null
        int code = SQLITE_OK;
        if (p.null) code = sqlite3_bind_null(raw_, i);
        else if (p.kind == Param::Kind::integer) code = sqlite3_bind_int64(raw_, i, p.integer);
        else if (p.kind == Param::Kind::real) code = sqlite3_bind_double(raw_, i, p.real);
        else if (p.kind == Param::Kind::text)
            code = sqlite3_bind_text64(raw_, i, bytes, size, SQLITE_STATIC, SQLITE_UTF8);
        else code = sqlite3_bind_blob64(raw_, i, bytes, size, SQLITE_STATIC);
        if (code != SQLITE_OK) fail(code);
    }
}

bool SqliteConnection::Statement::step() {
    int const code = sqlite3_step(raw_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(code & 0xff);
    return code == SQLITE_ROW;
}

} // namespace baton::db
