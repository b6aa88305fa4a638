// Files on their way into a backup and out of it: in pieces, flushed, for their owner only. Throws BackupError with a
// sentence. One thread.
#pragma once
#include "backup/backup.h"

#include <filesystem>
#include <fstream>

namespace baton {

// Throws BackupError when it is over.
void go_on_unless(db::IsOver const&);

struct FileSum {
    std::int64_t size = 0;
    std::string sha256; // hex
    bool operator==(FileSum const&) const = default;
};
FileSum sum_of_file(std::filesystem::path const&, db::IsOver const&);
// Makes `to` and the directories above it; flushes the file.
FileSum copy_file(std::filesystem::path const& from, std::filesystem::path const& to, db::IsOver const&);
void write_file(std::filesystem::path const&, std::string_view text);
// A file that is to be short.
std::string read_file(std::filesystem::path const&);
// Everything written to the file system of this directory.
void flush_file_system(std::filesystem::path const& directory);
void flush_directory(std::filesystem::path const&);
void make_directory(std::filesystem::path const&); // and those above it

// Kept to one process as long as this lives; the kernel frees it when the process dies.
class DirectoryLock {
public:
    // Makes the directory. `problem` is said when another has it.
    DirectoryLock(std::filesystem::path const&, std::string const& problem);
    ~DirectoryLock();
    DirectoryLock(DirectoryLock const&) = delete;

private:
    int directory_;
};

// files.list as it is written, and what it is written with.
class ListWriter {
public:
    explicit ListWriter(std::filesystem::path const&);
    void add(BackupFile const&);
    BackupFile finish();

private:
    std::ofstream file_;
    Sha256 hash_;
    std::int64_t size_ = 0;
};
// Line by line. Throws BackupError for a line that is none.
void read_list(std::filesystem::path const&, std::function<void(BackupFile const&)> const&);

} // namespace baton
