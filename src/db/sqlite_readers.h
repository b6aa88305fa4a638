// The read connections of SQLite: lent one at a time, opened when first needed. Thread-safe.
#pragma once
#include "db/sqlite_session.h"
#include "db/tx.h"
#include <condition_variable>
#include <mutex>

namespace baton::db {

class SqliteReaders {
public:
    SqliteReaders(std::string file, IdGenerator& ids, int most)
        : file_(std::move(file)), ids_(ids), most_(std::max(most, 1)) {}

    // One snapshot on the calling thread, at most 2 s. Throws Unavailable when every connection
    // stays in use for so long.
    void read(TenantId, std::function<void(Tx&)> const&);

private:
    using Connection = std::unique_ptr<SqliteConnection>;

    Connection borrow();
    void give_back(Connection);

    std::string const file_;
    IdGenerator& ids_;
    int const most_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<Connection> idle_;
    int lent_ = 0;
};

} // namespace baton::db
