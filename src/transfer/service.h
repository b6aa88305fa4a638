// Moving an installation: everything that is in it, from either database, into a directory, and from there into an
// empty place of either. Throws BackupError, or what the database, the disk or the key said, with a sentence. Not for
// database threads.
#pragma once
#include "backup/service.h"
#include "transfer/transfer.h"

namespace baton {

struct ExportMade {
    std::filesystem::path path;
    ExportManifest manifest;
    std::int64_t bytes = 0;
};
// `to` is made, and there only when it is whole; what a killed one has left beside it is gone with the next. `running`
// is the open database of a server; without one the data directory is locked meanwhile.
ExportMade export_installation(DataPlace const&, db::Database* running, std::filesystem::path const& to, Timestamp now,
                               db::IsOver const&);

// Reads every byte. Throws BackupError that names each file, and in tables the lines, that are not as they were made.
ExportManifest check_export(std::filesystem::path const&, db::IsOver const& = {});

struct ImportWish {
    std::filesystem::path from;
    DataPlace to;
    std::optional<std::string> recovery_phrase; // when there is no key file
    std::function<void(std::string const& sentence)> on_step = [](std::string const&) {};
    db::IsOver is_over;
};
struct Imported {
    ExportManifest manifest;
    std::filesystem::path key_file;
    std::int64_t parts_before = 0; // were in already: an import that was killed had come so far
};
// Into an empty place, or one where an import of the same export was killed, which it goes on with. Nothing is written
// unless the export is whole and the key is there. At the end each table has the hash it had where it came from.
Imported import_installation(ImportWish const&);

// Throws BackupError when an import into this database was begun and has not come to its end. Changes nothing.
void refuse_half_imported(db::Place const&);

} // namespace baton
