#include "transfer/table_file.h"

#include "backup/disk.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

} // namespace

std::string file_of_table(std::string const& table) { return fmt::format("tables/{}.ndjson", table); }

TableWriter::TableWriter(fs::path const& directory, std::string const& table)
    : path_(directory / file_of_table(table)) {
    table_.name = table;
    table_.file.name = file_of_table(table);
    make_directory(path_.parent_path());
    write_file(path_, ""); // for the owner only
    file_.open(path_, std::ios::binary | std::ios::app);
}

void TableWriter::add(TenantId tenant, std::string_view line) {
    bool const is_full = next_.rows == largest_part_rows || std::ssize(part_) >= largest_part_bytes;
    if (next_.rows > 0 && (is_full || next_.tenant != tenant.value)) end_part();
    next_.tenant = tenant.value;
    ++next_.rows;
    part_ += line;
}

void TableWriter::end_part() {
    if (next_.rows == 0) return;
    next_.bytes = std::ssize(part_);
    next_.sha256 = hex(sha256(std::string_view(part_)));
    file_ << part_;
    hash_.update(part_);
    table_.rows += next_.rows;
    table_.file.size += next_.bytes;
    table_.parts.push_back(std::exchange(next_, {}));
    part_.clear();
}

ExportedTable TableWriter::finish() {
    end_part();
    file_.close();
    if (!file_) throw BackupError(fmt::format("Cannot write {}: is the disk full?", path_.string()));
    table_.file.sha256 = hex(hash_.finish());
    return std::move(table_);
}

TableReader::TableReader(fs::path const& directory, ExportedTable const& table)
    : path_(directory / table.file.name), table_(table), file_(path_, std::ios::binary) {
    if (!file_) throw BackupError(fmt::format("{} is missing", table.file.name));
}

void TableReader::skip(std::size_t parts) {
    std::int64_t bytes = 0;
    for (; at_ < parts; ++at_) {
        bytes += table_.parts[at_].bytes;
        line_ += table_.parts[at_].rows;
    }
    file_.seekg(bytes);
}

std::string TableReader::next() {
    auto const& part = table_.parts[at_++];
    std::string lines(std::size_t(part.bytes), '\0');
    file_.read(lines.data(), part.bytes);
    auto const first = std::exchange(line_, line_ + part.rows);
    if (file_.gcount() != part.bytes || hex(sha256(std::string_view(lines))) != part.sha256)
        throw BackupError(fmt::format("{} was changed in lines {} to {}: their SHA-256 is another", table_.file.name,
                                      first, line_ - 1));
    return lines;
}

} // namespace baton
