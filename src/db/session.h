// What Tx needs from a driver: one connection inside one unit of work. Implemented by
// db/sqlite_* and db/postgres_*; used by one thread at a time.
#pragma once
#include "base/id.h"
#include "db/reference_cache.h"
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace baton::db {

enum class Dialect { sqlite, postgres };

// A bound value. The kind is known even when null: PostgreSQL is told every parameter's type.
// Text and blob are views; they live until the call returns.
struct Param {
    enum class Kind { integer, real, text, blob };
    Kind kind = Kind::integer;
    bool null = false;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view bytes = {};
};

// One row of a result, valid inside the callback only.
class Row {
public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0; // text or blob

protected:
    ~Row() = default;
};

using RowSink = std::function<void(Row const&)>;

class Session {
public:
    virtual ~Session() = default;
    virtual Dialect dialect() const = 0;
    // The node's id generator, owned by the Database.
    virtual IdGenerator& ids() = 0;
    // Null where nothing may be kept in memory because others write too.
    virtual ReferenceView* references() { return nullptr; }
    // Runs a statement whose outcome is not needed now. PostgreSQL may send it without waiting;
    // an error then surfaces at the next call that waits, at the latest at commit.
    virtual void exec(std::string_view sql, std::span<Param const>) = 0;
    // Runs a statement and returns how many rows it changed.
    virtual std::int64_t change(std::string_view sql, std::span<Param const>) = 0;
    // Calls `sink` for each row; an exception from the sink ends the query.
    virtual void query(std::string_view sql, std::span<Param const>, RowSink const&) = 0;
};

// Anything the database refuses or fails at; the message is for the operator, never for users.
struct DbError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A unique or primary key stands already.
struct Duplicate : DbError {
    using DbError::DbError;
};
// Not certain whether the unit is stored (I/O error or lost connection at commit). HTTP: 503.
struct OutcomeUnknown : DbError {
    using DbError::DbError;
};
// Full queue, full disk, no connection, read-only: try again later. HTTP: 503.
struct Unavailable : DbError {
    using DbError::DbError;
};

} // namespace baton::db
