#include "backup/disk.h"
#include "transfer/service.h"
#include "transfer/table_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_named = 20;

class Checking {
public:
    Checking(fs::path const& from, db::IsOver const& is_over) : from_(from), is_over_(is_over) {}

    // Part by part, so that what was changed is named by its lines.
    void table(ExportedTable const& table) {
        std::int64_t rows = 0, bytes = 0;
        attempt([&] {
            TableReader reader(from_, table);
            for (auto const& part : table.parts) {
                go_on_unless(is_over_);
                attempt([&] { reader.next(); });
                rows += part.rows;
                bytes += part.bytes;
            }
            auto const size = std::int64_t(fs::file_size(from_ / table.file.name));
            if (size != table.file.size || bytes != size || rows != table.rows)
                note(fmt::format("{} has {} bytes instead of {}", table.file.name, size, table.file.size));
        });
    }
    void file(BackupFile const& file) {
        go_on_unless(is_over_);
        if (file.sha256 == missing_mark) return;
        std::error_code error;
        if (!fs::is_regular_file(from_ / file.name, error)) return note(file.name + " is missing");
        attempt([&] {
            if (sum_of_file(from_ / file.name, is_over_) != FileSum{file.size, file.sha256})
                note(fmt::format("{} was changed: its SHA-256 is another", file.name));
        });
    }
    bool is_whole() const { return count_ == 0; }
    void raise() const {
        if (is_whole()) return;
        auto const more = count_ > problems_.size() ? fmt::format(" and {} more", count_ - problems_.size()) : "";
        throw BackupError(fmt::format("The export {} is damaged: {}{}. Make another one.", from_.string(),
                                      fmt::join(problems_, "; "), more));
    }

private:
    template <class F> void attempt(F f) {
        try {
            f();
        } catch (BackupError const& problem) {
            go_on_unless(is_over_);
            note(problem.what());
        }
    }
    void note(std::string problem) {
        if (count_++ < most_named) problems_.push_back(std::move(problem));
    }

    fs::path const& from_;
    db::IsOver const& is_over_;
    std::vector<std::string> problems_;
    std::size_t count_ = 0;
};

ExportManifest manifest_of(fs::path const& from) {
    if (!fs::exists(from / manifest_name))
        throw BackupError(fmt::format("{} is no export: it has no manifest.json.", from.string()));
    auto manifest = [&] {
        try {
            return export_in(read_file(from / manifest_name));
        } catch (BackupError const& problem) {
            throw BackupError(fmt::format("The export {}: {}", from.string(), problem.what()));
        }
    }();
    for (auto const& table : manifest.tables)
        if (table.file.name != file_of_table(table.name) || table.name.find('/') != table.name.npos)
            throw BackupError(fmt::format("The export {}: its manifest names a file elsewhere.", from.string()));
    return manifest;
}

} // namespace

ExportManifest check_export(fs::path const& from, db::IsOver const& is_over) {
    auto manifest = manifest_of(from);
    Checking checking(from, is_over);
    for (auto const& table : manifest.tables) checking.table(table);
    checking.file({std::string(list_name), manifest.list.size, manifest.list.sha256});
    if (checking.is_whole()) read_list(from / list_name, [&](BackupFile const& file) { checking.file(file); });
    checking.raise();
    return manifest;
}

} // namespace baton
