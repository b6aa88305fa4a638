#include "base/zip_reader.h"

#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <memory>
#include <stdexcept>

namespace baton {
namespace {

constexpr std::size_t block_size = 1 << 16;
constexpr int most_files = 10'000;

struct Close {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, Close>;

[[noreturn]] void fail(archive* a) {
    auto const* const why = archive_error_string(a);
    throw std::runtime_error(fmt::format("It is damaged or cut off ({}).", why ? why : "no archive"));
}

Archive opened(std::filesystem::path const& file) {
    Archive a(archive_read_new());
    if (!a) throw std::bad_alloc();
    // By the directory at its end: without that it was cut off.
    archive_read_support_format_zip_seekable(a.get());
    if (archive_read_open_filename(a.get(), file.c_str(), block_size) != ARCHIVE_OK) fail(a.get());
    return a;
}

// The next file; null at the end.
archive_entry* next(archive* a) {
    archive_entry* entry = nullptr;
    int const code = archive_read_next_header(a, &entry);
    if (code == ARCHIVE_EOF) return nullptr;
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) fail(a);
    return entry;
}

// What a header says of sizes may be a lie: counted is what comes out.
void unpack(archive* a, std::string_view name, std::int64_t most, ZipReader::Sink const& sink) {
    char block[block_size];
    for (std::int64_t total = 0;;) {
        auto const n = archive_read_data(a, block, sizeof block);
        if (n == 0) return;
        if (n < 0) fail(a);
        total += n;
        if (total > most)
            throw std::runtime_error(fmt::format("{} in it has more than {} MB unpacked.", name, most >> 20));
        sink({block, std::size_t(n)});
    }
}

} // namespace

bool ZipReader::read(std::string_view name, std::int64_t most, Sink const& sink) const {
    auto const a = opened(file_);
    auto const wanted = ascii_lower(name);
    for (int files = 0; auto* const entry = next(a.get());) {
        if (++files > most_files) throw std::runtime_error("It has too many files inside.");
        auto const* const found = archive_entry_pathname(entry);
        if (!found || ascii_lower(found) != wanted) continue;
        if (archive_entry_is_data_encrypted(entry)) throw std::runtime_error("It is protected by a password.");
        unpack(a.get(), name, most, sink);
        return true;
    }
    return false;
}

} // namespace baton
