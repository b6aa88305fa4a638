#include "backup/disk.h"
#include "backup/service.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

fs::path file_in(fs::path const& data_dir) { return data_dir / "last-proof.json"; }

} // namespace

void remember_proof(fs::path const& data_dir, LastProof const& proof) {
    auto const draft = data_dir / ".last-proof.json";
    fs::remove(draft);
    write_file(draft, to_json_text(proof) + "\n");
    // It may be proved by root what the server's own user is to read.
    fs::permissions(draft, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
    fs::rename(draft, file_in(data_dir));
    flush_directory(data_dir);
}

std::optional<LastProof> last_proof(fs::path const& data_dir) {
    if (!fs::exists(file_in(data_dir))) return std::nullopt;
    try {
        return read_json<LastProof>(parse_json(read_file(file_in(data_dir))));
    } catch (Error const& error) {
        throw BackupError(fmt::format("{} cannot be understood: {} Prove a backup again, which writes it anew.",
                                      file_in(data_dir).string(), error.what()));
    }
}

std::optional<Timestamp> newest_backup_at(fs::path const& place) {
    std::optional<Timestamp> newest;
    std::error_code missing; // none was made yet
    for (auto const& entry : fs::directory_iterator(place, missing))
        if (auto const made_at = time_of_backup(entry.path().filename().string()))
            newest = std::max(newest.value_or(*made_at), *made_at);
    return newest;
}

} // namespace baton
