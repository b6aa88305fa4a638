// One SQLite connection with its cache of prepared statements. Used by one thread at a time.
#pragma once
#include "db/sqlite_error.h"
#include <chrono>
#include <list>
#include <memory>
#include <unordered_map>

namespace baton::db {

class SqliteConnection {
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Cached {
        std::string sql;
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        bool in_use = false;
    };

public:
    enum class Access { write, read };
    using Clock = std::chrono::steady_clock;

    // Creates the file when it may write and there is none. Throws DbError.
    SqliteConnection(std::string const& file, Access);
    SqliteConnection(SqliteConnection const&) = delete;

    // A prepared statement, from the cache where it can be; left reset and without values.
    class Statement {
    public:
        Statement(SqliteConnection& connection, std::string_view sql);
        ~Statement();
        Statement(Statement const&) = delete;
        void bind(std::span<Param const>);
        // True while there is a row.
        bool step();
        sqlite3_stmt* get() const { return raw_; }

    private:
        [[noreturn]] void fail(int code) const;

        SqliteConnection& connection_;
        std::string_view sql_;
        Cached* const cached_; // null for one that runs inside its own rows
        std::unique_ptr<sqlite3_stmt, Finalize> const own_;
        sqlite3_stmt* const raw_;
    };

    // Any number of statements, without values or results.
    void script(std::string const& sql);
    // False also after SQLite itself gave the transaction up (full disk, interrupt, I/O error).
    bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
    std::int64_t total_changes() const { return sqlite3_total_changes64(db_.get()); }
    // Statements running past this are interrupted; they throw Unavailable.
    void set_deadline(Clock::time_point deadline) { deadline_ = deadline; }
    bool is_late() const { return Clock::now() > deadline_; }
    sqlite3* get() const { return db_.get(); }

private:
    std::unique_ptr<sqlite3_stmt, Finalize> prepare(std::string_view sql);
    // Null when the cached one is in use, so that the same text may run again inside its own rows.
    Cached* take(std::string_view sql);
    void make_room();

    Clock::time_point deadline_ = Clock::time_point::max();
    std::unique_ptr<sqlite3, Close> db_;
    // Most recently used first.
    std::list<Cached> cache_;
    std::unordered_map<std::string_view, std::list<Cached>::iterator> by_sql_;
};

} // namespace baton::db
