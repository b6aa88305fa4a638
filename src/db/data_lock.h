// Keeps a data directory to one process. Held from construction to destruction; the kernel frees it
// when the process dies.
#pragma once
#include <string>
#include <utility>

namespace baton::db {

class DataLock {
public:
    // Makes the directory when missing. Throws DbError, a sentence for the operator, when another
    // process holds it.
    explicit DataLock(std::string const& directory);
    DataLock(DataLock&& from) noexcept : file_(std::exchange(from.file_, -1)) {}
    ~DataLock();

private:
    int file_;
};

} // namespace baton::db
