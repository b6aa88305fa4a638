// The file of a table: written part by part while its hashes are made, and read back part by part. Throws BackupError.
// One thread.
#pragma once
#include "transfer/transfer.h"

#include <filesystem>
#include <fstream>

namespace baton {

// "tables/tickets.ndjson"
std::string file_of_table(std::string const& table);

class TableWriter {
public:
    // Makes the file, and the directory it is in.
    TableWriter(std::filesystem::path const& directory, std::string const& table);
    void add(TenantId, std::string_view line);
    // Flushed. All but columns and hash of the rows.
    ExportedTable finish();

private:
    void end_part();

    std::filesystem::path const path_;
    std::ofstream file_;
    Sha256 hash_;
    std::string part_; // its lines
    ExportedTable table_;
    TablePart next_;
};

class TableReader {
public:
    TableReader(std::filesystem::path const& directory, ExportedTable const&);
    // Passes over parts, from the first; before any is read.
    void skip(std::size_t parts);
    // The lines of the next part, as they were written. Throws when they are not, naming them.
    std::string next();

private:
    std::filesystem::path const path_;
    ExportedTable const& table_;
    std::ifstream file_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1; // of the next part's first
};

} // namespace baton
