// Backup 备份: one directory per backup, baton-<UTC time>, that holds the database, the attachments as they are stored
// and a manifest, by which every byte of it can be checked. Values and pure rules. The form:
//
//   manifest.json                  {"sha256": of the rest as it stands, "manifest": {…}}, one line
//   database.db or database.dump   a SQLite file, or an archive of pg_dump
//   files.list                     a line per attachment: SHA-256, size, path; or "missing", 0, path
//   files/<tenant>/<aa>/<name>     as in the data directory, encrypted
//   key.json                       only when asked for: the master key under a passphrase
#pragma once
#include "base/time.h"
#include "db/snapshot.h"

namespace baton {

// A sentence for the operator that says what to do.
struct BackupError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline constexpr std::int64_t backup_format = 1;
inline constexpr std::string_view manifest_name = "manifest.json", list_name = "files.list", key_name = "key.json",
                                  begun_prefix = ".partial-";

struct BackupFile {
    std::string name; // below the directory of the backup
    std::int64_t size = 0;
    std::string sha256; // hex
    bool operator==(BackupFile const&) const = default;
};
DESCRIBE(BackupFile, (), (name, size, sha256));

struct Manifest {
    std::int64_t format = backup_format;
    std::string program;     // the version that made it
    std::int64_t schema = 0; // number of the newest migration
    std::string database;    // sqlite or postgres
    Timestamp made_at{};
    std::vector<std::string> keys; // fingerprints of the master keys it cannot be read without
    std::vector<BackupFile> files; // all but the manifest and what files.list names
    std::int64_t attachments = 0, attachment_bytes = 0;
    std::int64_t missing = 0; // attachments that rows name and that were not there
    std::vector<db::TableDigest> tables;
    bool operator==(Manifest const&) const = default;
};
DESCRIBE(Manifest, (),
         (format, program, schema, database, made_at, keys, files, attachments, attachment_bytes, missing, tables));

// A manifest of any kind as its file stands, and what such a file holds. Throws BackupError when any byte is another.
std::string with_checksum(json::value const&);
json::value checked_manifest(std::string_view text);

std::string text_of_manifest(Manifest const&);
// Throws BackupError: damaged (any byte), or of a newer program.
Manifest manifest_in(std::string_view text);

// "database.db" or "database.dump".
std::string name_of_database(std::string_view kind);
// "baton-20261122T153000Z".
std::string name_of_backup(Timestamp);
// When a backup of this name was made; absent for what is none.
std::optional<Timestamp> time_of_backup(std::string_view name);

std::string line_of_list(BackupFile const&); // with its newline
// Absent when it is no such line, or its path leads out of "files/".
std::optional<BackupFile> file_in_line(std::string_view line);
inline constexpr std::string_view missing_mark = "missing"; // in place of the SHA-256

// The tables in which two databases differ, as a sentence; "" when they are the same.
std::string difference(std::vector<db::TableDigest> const& wanted, std::vector<db::TableDigest> const& found);

} // namespace baton
