#include "backup/disk.h"
#include "backup/service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_named = 20;

class Checking {
public:
    Checking(fs::path const& from, db::IsOver const& is_over) : from_(from), is_over_(is_over) {}
    void check(BackupFile const& file) {
        go_on_unless(is_over_);
        if (file.sha256 == missing_mark) return;
        auto const path = from_ / file.name;
        std::error_code error;
        if (!fs::is_regular_file(path, error)) return note(file.name + " is missing");
        try {
            auto const sum = sum_of_file(path, is_over_);
            if (sum.size != file.size)
                note(fmt::format("{} has {} bytes instead of {}", file.name, sum.size, file.size));
            else if (sum.sha256 != file.sha256) note(fmt::format("{} was changed: its SHA-256 is another", file.name));
        } catch (BackupError const& problem) {
            go_on_unless(is_over_);
            note(problem.what());
        }
    }
    void raise() const {
        if (count_ == 0) return;
        auto const more = count_ > problems_.size() ? fmt::format(" and {} more", count_ - problems_.size()) : "";
        throw BackupError(fmt::format("The backup {} is damaged: {}{}. Use another one.", from_.string(),
                                      fmt::join(problems_, "; "), more));
    }
    bool is_whole() const { return count_ == 0; }

private:
    void note(std::string problem) {
        if (count_++ < most_named) problems_.push_back(std::move(problem));
    }
    fs::path const from_;
    db::IsOver const& is_over_;
    std::vector<std::string> problems_;
    std::size_t count_ = 0;
};

Manifest manifest_of(fs::path const& from) {
    if (!fs::exists(from / manifest_name))
        throw BackupError(fmt::format("{} is no backup: it has no manifest.json.", from.string()));
    try {
        return manifest_in(read_file(from / manifest_name));
    } catch (BackupError const& problem) {
        throw BackupError(fmt::format("The backup {}: {}", from.string(), problem.what()));
    }
}

} // namespace

Manifest check_backup(fs::path const& from, db::IsOver const& is_over) {
    auto manifest = manifest_of(from);
    Checking checking(from, is_over);
    for (auto const& file : manifest.files) checking.check(file);
    if (checking.is_whole()) read_list(from / list_name, [&](BackupFile const& file) { checking.check(file); });
    checking.raise();
    return manifest;
}

fs::path copy_backup(fs::path const& from, fs::path const& place, db::IsOver const& is_over) {
    auto const name = from.filename().string();
    DirectoryLock const lock(
        place, fmt::format("Another backup into {} is being made. Wait until it is done.", place.string()));
    auto const draft = place / (std::string(begun_prefix) + name);
    if (fs::exists(place / name)) return place / name;
    for (auto const& entry : fs::directory_iterator(place))
        if (entry.path().filename().string().starts_with(begun_prefix)) fs::remove_all(entry);
    auto const manifest = manifest_of(from);
    for (auto const& file : manifest.files) copy_file(from / file.name, draft / file.name, is_over);
    read_list(from / list_name, [&](BackupFile const& file) {
        if (file.sha256 != missing_mark) copy_file(from / file.name, draft / file.name, is_over);
    });
    copy_file(from / manifest_name, draft / manifest_name, is_over);
    check_backup(draft, is_over);
    flush_file_system(draft);
    fs::rename(draft, place / name);
    flush_directory(place);
    return place / name;
}

void remove_backup(fs::path const& backup) {
    auto const gone = backup.parent_path() / (std::string(begun_prefix) + backup.filename().string());
    fs::remove_all(gone);
    fs::rename(backup, gone);
    fs::remove_all(gone);
}

} // namespace baton
