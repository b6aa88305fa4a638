#include "base/row_spool.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <unistd.h>

namespace baton {

namespace {

// Of its owner only, and gone with its last descriptor.
std::FILE* nameless_file() {
    auto path = (std::filesystem::temp_directory_path() / "baton-rows-XXXXXX").string();
    int const file = ::mkostemp(path.data(), O_CLOEXEC);
    if (file < 0) throw std::runtime_error("There is no place for a temporary file.");
    ::unlink(path.c_str());
    auto* const stream = ::fdopen(file, "w+b");
    if (!stream) ::close(file);
    return stream;
}

} // namespace

RowSpool::RowSpool() : file_(nameless_file()) {
    if (!file_) throw std::runtime_error("There is no place for a temporary file.");
}

void RowSpool::put(std::string_view bytes) {
    if (size_ + std::int64_t(bytes.size()) > most_bytes) throw std::runtime_error("Its texts are longer than 4 GB.");
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
        throw std::runtime_error("There is no room for a temporary file.");
    size_ += std::int64_t(bytes.size());
}

void RowSpool::put(std::uint32_t number) { put({reinterpret_cast<char const*>(&number), sizeof number}); }

void RowSpool::put_text(std::string_view text) {
    put(std::uint32_t(text.size()));
    put(text);
}

void RowSpool::add(TableRow row) {
    while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
    if (row.cells.empty() && row.problem.empty()) return;
    if (!row.problem.empty()) row.cells.clear();
    put(std::uint32_t(row.line));
    put_text(row.problem);
    put(std::uint32_t(row.cells.size()));
    for (auto const& cell : row.cells) put_text(cell);
}

void RowSpool::rewind() {
    if (std::fflush(file_.get()) != 0) throw std::runtime_error("There is no room for a temporary file.");
    go_to({});
}

void RowSpool::go_to(TableRow const& row) {
    offset_ = row.offset;
    if (std::fseek(file_.get(), long(offset_), SEEK_SET) != 0)
        throw std::runtime_error("A temporary file was not read.");
}

std::uint32_t RowSpool::take() {
    std::uint32_t number = 0;
    if (std::fread(&number, sizeof number, 1, file_.get()) != 1)
        throw std::runtime_error("A temporary file was not read.");
    offset_ += std::int64_t(sizeof number);
    return number;
}

std::string RowSpool::take_text() {
    std::string text(take(), '\0');
    if (std::fread(text.data(), 1, text.size(), file_.get()) != text.size())
        throw std::runtime_error("A temporary file was not read.");
    offset_ += std::int64_t(text.size());
    return text;
}

std::optional<TableRow> RowSpool::next() {
    if (offset_ == size_) return std::nullopt;
    TableRow row;
    row.offset = offset_;
    row.line = take();
    row.problem = take_text();
    row.cells.resize(take());
    for (auto& cell : row.cells) cell = take_text();
    return row;
}

} // namespace baton
