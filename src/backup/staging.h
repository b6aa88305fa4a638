// The attachments of one moment, and taking them into a backup or an export. Throws BackupError. One thread.
#pragma once
#include "backup/disk.h"

namespace baton {

// Hard links beside them: what is removed while the database is copied stays here. One that comes later is younger than
// a day, and so nobody sweeps it. One at a time for a data directory.
class Staging {
public:
    explicit Staging(std::filesystem::path const& data_dir);
    ~Staging();
    Staging(Staging const&) = delete;
    void link_all();
    // Moved or copied to `to`; false when it is gone.
    bool give(std::string const& name, std::filesystem::path const& to, db::IsOver const&) const;

private:
    void clear();
    bool link(std::filesystem::path const& file);

    std::filesystem::path const data_dir_, path_;
    DirectoryLock const lock_;
};

struct TakenFiles {
    BackupFile list; // files.list
    std::int64_t attachments = 0, bytes = 0;
    std::int64_t missing = 0; // that rows name and that were not there
};
// All that the rows of the snapshot name, into `to`, with the list of them.
TakenFiles take_files(db::Snapshot&, Staging const&, std::filesystem::path const& to, db::IsOver const&);

} // namespace baton
