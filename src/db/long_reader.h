// Somebody reads a database for longer than a read may, such as who copies it. Thread-safe.
#pragma once
#include "db/database.h"

namespace baton::db {

// A database whose writer would else wait for that reader.
class MindsLongReaders {
public:
    virtual ~MindsLongReaders() = default;
    virtual std::shared_ptr<void> expect_long_reader() = 0;
};

// Until what is returned is gone, SQLite's log grows, and the writer is not kept waiting for it to begin from the
// front. Null where nobody would wait.
std::shared_ptr<void> expect_long_reader(Database&);

} // namespace baton::db
