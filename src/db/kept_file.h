// The SQLite file as it was before an upgrade, kept beside the database as baton.db.before-0023 (the first migration it
// has not seen), and the way back to it. Only for who holds the lock of the data directory. Throws DbError.
//
// A way back is decided by one rename, of the kept file to baton.db.returning; whoever opens the directory afterwards
// brings it to its end, so that a kill at any moment leaves either database whole.
#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace baton::db {

inline constexpr auto kept_for = std::chrono::days(30);

class KeptFile {
public:
    explicit KeptFile(std::string const& data_dir) : directory_(data_dir) {}

    // The one there is. There is one at most: the next upgrade replaces it.
    std::optional<std::filesystem::path> find() const;
    // Keeps this file, whole and flushed, as the one before the migration.
    std::filesystem::path keep(std::filesystem::path const& file, int migration) const;
    void remove() const;
    // What was erased since is still in it: it goes when it is kept_for old.
    void remove_when_old() const;
    // Puts it in force again. REQUIRES: there is one, and no connection to the database is open. The search index goes,
    // and is made anew. Where `aside` is named, the newer database stays under that name.
    void go_back(std::filesystem::path const& aside = {}) const;
    // Brings to its end what was killed. True when there was something.
    bool finish_going_back() const;

private:
    std::filesystem::path const directory_;
};

void flush_file(std::filesystem::path const&);
// A new or renamed file is there after a power loss only once its directory was flushed.
void flush_directory(std::filesystem::path const&);

} // namespace baton::db
