// Export 导出 of a whole installation in a form of no database, to be imported into either. Values and pure rules. A
// directory of:
//
//   manifest.json           {"sha256": of the rest as it stands, "manifest": {…}}, one line
//   tables/<table>.ndjson   a line per row: an object of its columns. Whole numbers beyond 2^53 are strings, as are
//                           real ones; blobs are base64url (RFC 4648 §5, without padding)
//   files.list, files/…     the attachments, as in a backup (backup/backup.h)
//
// The lines of a table stand in parts, each of one tenant's rows, and the manifest has the checksum of each: what is
// changed is named by its lines, and an import stores a part at a time.
#pragma once
#include "backup/backup.h"

namespace baton {

inline constexpr std::int64_t export_format = 1;
inline constexpr std::int64_t largest_part_rows = 500, largest_part_bytes = 1 << 20;

struct TablePart {
    std::int64_t tenant = 0;
    std::int64_t rows = 0, bytes = 0;
    std::string sha256; // hex, of its lines
    bool operator==(TablePart const&) const = default;
};
DESCRIBE(TablePart, (), (tenant, rows, bytes, sha256));

struct ExportedTable {
    std::string name;
    std::vector<std::string> columns; // by name
    std::int64_t rows = 0;
    std::string rows_sha256; // db::TableDigest: the same in the database it came from and in the one it goes to
    BackupFile file;
    std::vector<TablePart> parts;
    bool operator==(ExportedTable const&) const = default;
};
DESCRIBE(ExportedTable, (), (name, columns, rows, rows_sha256, file, parts));

struct ExportManifest {
    std::int64_t format = export_format;
    std::string program;     // the version that made it
    std::int64_t schema = 0; // number of the newest migration
    std::string database;    // that it came from: sqlite or postgres
    Timestamp made_at{};
    std::vector<std::string> keys; // fingerprints of the master keys it cannot be read without
    std::vector<ExportedTable> tables;
    BackupFile list; // files.list
    std::int64_t attachments = 0, attachment_bytes = 0;
    std::int64_t missing = 0; // attachments that rows name and that were not there
    bool operator==(ExportManifest const&) const = default;
};
DESCRIBE(ExportManifest, (),
         (format, program, schema, database, made_at, keys, tables, list, attachments, attachment_bytes, missing));

std::string text_of_export(ExportManifest const&);
// Throws BackupError: damaged (any byte), or of a newer program.
ExportManifest export_in(std::string_view text);
// What tells one export from another.
std::string name_of_export(ExportManifest const&);

} // namespace baton
