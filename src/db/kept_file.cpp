#include "db/kept_file.h"

#include "db/session.h"
#include "db/sqlite_connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace baton::db {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view prefix = "baton.db.before-";

void flush(fs::path const& path, int flags) {
    int const file = ::open(path.c_str(), flags | O_CLOEXEC);
    bool const done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!done) throw DbError(fmt::format("Cannot flush {}.", path.string()));
}

void remove_with_log(fs::path const& database) {
    for (auto const* end : {"-wal", "-shm", ""}) fs::remove(database.string() + end);
}

// What stands in the log only goes into the file, which then is all there is.
void empty_log(fs::path const& database) {
    SqliteConnection connection(database.string(), SqliteConnection::Access::write);
    connection.script("pragma wal_checkpoint(truncate)");
}

} // namespace

void flush_file(fs::path const& file) { flush(file, O_RDONLY); }
void flush_directory(fs::path const& directory) { flush(directory, O_RDONLY | O_DIRECTORY); }

std::optional<fs::path> KeptFile::find() const {
    std::error_code missing;
    for (auto const& entry : fs::directory_iterator(directory_, missing)) {
        auto const name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.find_first_not_of("0123456789", prefix.size()) == name.npos)
            return entry.path();
    }
    return std::nullopt;
}

fs::path KeptFile::keep(fs::path const& file, int migration) const {
    remove();
    auto const name = directory_ / fmt::format("{}{:04}", prefix, migration);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::rename(file, name);
    flush_directory(directory_);
    return name;
}

void KeptFile::remove() const {
    while (auto const file = find()) fs::remove(*file);
}

void KeptFile::remove_when_old() const {
    auto const file = find();
    if (!file) return;
    auto const age = fs::file_time_type::clock::now() - fs::last_write_time(*file);
    if (age > kept_for) fs::remove(*file);
}

void KeptFile::go_back(fs::path const& aside) const {
    auto const database = directory_ / "baton.db";
    if (!aside.empty()) {
        empty_log(database);
        fs::create_hard_link(database, aside);
    }
    fs::rename(*find(), directory_ / "baton.db.returning");
    flush_directory(directory_);
    finish_going_back();
}

bool KeptFile::finish_going_back() const {
    auto const returning = directory_ / "baton.db.returning", database = directory_ / "baton.db";
    if (!fs::exists(returning)) return false;
    remove_with_log(directory_ / "search.db");
    for (auto const* end : {"-wal", "-shm"}) fs::remove(database.string() + end); // they belong to the other file
    flush_directory(directory_); // a log that outlived this would be played into the file that returns
    fs::rename(returning, database);
    flush_directory(directory_);
    return true;
}

} // namespace baton::db
