// Making backups, checking them and putting them back. Throws BackupError, or what the database, the disk or the key
// said, with a sentence. What is made takes its final name, or is in force, only when it is whole and flushed; what is
// killed before that is named and swept by the next one. Not for database threads.
#pragma once
#include "backup/backup.h"
#include "custody/custody.h"

#include <filesystem>

namespace baton {

// A Baton's data.
struct DataPlace {
    std::filesystem::path data_dir;
    std::string url;                // "" = SQLite in the data directory
    std::filesystem::path key_file; // "" = beside the data directory
};

struct BackupWish {
    std::filesystem::path place;           // where backups are kept
    std::optional<std::string> passphrase; // puts the master key in, under it
    std::string dump_url;                  // another role for PostgreSQL, which row-level security does not hold
    db::IsOver is_over;
};
struct BackupMade {
    std::filesystem::path path;
    Manifest manifest;
    std::int64_t bytes = 0;
    std::vector<std::string> swept; // what backups that were killed had left
};
// `running` is the open database of a server; without one the data directory is locked meanwhile.
BackupMade make_backup(DataPlace const&, db::Database* running, BackupWish const&, Timestamp now);

// Reads every byte. Throws BackupError that names each file that is not as it was made.
Manifest check_backup(std::filesystem::path const&, db::IsOver const& = {});

// The whole backup once more in another place, checked there. One that is there already is left as it is.
std::filesystem::path copy_backup(std::filesystem::path const&, std::filesystem::path const& place, db::IsOver const&);
// The last proof that a backup of this data can be restored, remembered beside the data, for backups are rotated.
struct LastProof {
    Timestamp proved_at{};
    std::string backup;
};
DESCRIBE(LastProof, (), (proved_at, backup));
void remember_proof(std::filesystem::path const& data_dir, LastProof const&);
std::optional<LastProof> last_proof(std::filesystem::path const& data_dir);
// By the names in a place.
std::optional<Timestamp> newest_backup_at(std::filesystem::path const& place);

// Takes its name away first: what is left of it when this is killed is swept by the next backup.
void remove_backup(std::filesystem::path const&);

BOOST_DEFINE_ENUM_CLASS(RestoreStep, check, begin, files, database, key, finish, done)

struct RestoreWish {
    std::filesystem::path from;
    DataPlace to;
    std::optional<std::string> passphrase, recovery_phrase;        // when there is no key file
    std::function<void(RestoreStep)> on_step = [](RestoreStep) {}; // as each begins
    db::IsOver is_over;
};
struct Restored {
    Manifest manifest;
    std::filesystem::path key_file;
};
// Into an empty place, or one where another restore was killed. Nothing is written unless the backup is whole and the
// key is there.
Restored restore_backup(RestoreWish const&);

// An import (transfer/service.h) that has not come to its end has left a file of this name in the data directory.
inline constexpr char const* import_marker = "importing";
// Throws BackupError when a restore or an import into this directory was begun and has not come to its end.
void refuse_half_restored(std::filesystem::path const& data_dir);

} // namespace baton
