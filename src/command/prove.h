// `baton backup --prove`: restores a backup into a scratch place, verifies what is there, compares it with the manifest
// and leaves a note of it, proof.json, in the backup.
#pragma once
#include "backup/service.h"
#include "command/command.h"

namespace baton {

inline constexpr std::string_view proof_name = "proof.json";

struct BackupProof {
    Timestamp proved_at{};
    std::string program; // the version that proved it
    double seconds = 0;
    std::int64_t tables = 0, rows = 0, attachments = 0;
    std::vector<std::string> verified; // what `baton verify` said of it
};
DESCRIBE(BackupProof, (), (proved_at, program, seconds, tables, rows, attachments, verified));

// The key is that of `data`; on PostgreSQL the scratch database is made on the same server, which its role must be
// allowed to (createdb), and dropped afterwards. Throws when the backup is not worth what it says.
BackupProof prove_backup(std::filesystem::path const& backup, DataPlace const& data, Timestamp now, db::IsOver const&);
// The newest in a place. Throws BackupError when there is none.
std::filesystem::path newest_backup(std::filesystem::path const& place);
// As lines.
std::string told(BackupProof const&);

} // namespace baton
