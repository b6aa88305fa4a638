#include "backup/staging.h"

#include "attachment/service.h"

#include <cerrno>
#include <fmt/format.h>
#include <unistd.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr int files_at_once = 500;

bool copy(fs::path const& from, fs::path const& to, db::IsOver const& is_over) {
    copy_file(from, to, is_over);
    return true;
}

class Taking {
public:
    Taking(Staging const& staging, fs::path const& to, db::IsOver const& is_over)
        : staging_(staging), to_(to), is_over_(is_over), list_(to / list_name) {}
    void take(std::string const& name) {
        go_on_unless(is_over_);
        if (!staging_.give(name, to_ / name, is_over_)) {
            ++taken_.missing;
            return list_.add({name, 0, std::string(missing_mark)});
        }
        auto const sum = sum_of_file(to_ / name, is_over_);
        ++taken_.attachments;
        taken_.bytes += sum.size;
        list_.add({name, sum.size, sum.sha256});
    }
    TakenFiles finish() {
        taken_.list = list_.finish();
        return taken_;
    }

private:
    Staging const& staging_;
    fs::path const& to_;
    db::IsOver const& is_over_;
    ListWriter list_;
    TakenFiles taken_;
};

} // namespace

Staging::Staging(fs::path const& data_dir)
    : data_dir_(data_dir), path_(data_dir / "backup-staging"),
      lock_(path_,
            fmt::format("Another backup or export of {} is being made. Wait until it is done.", data_dir.string())) {
    clear();
}

Staging::~Staging() {
    std::error_code ignored; // the next one clears it
    fs::remove_all(path_, ignored);
}

void Staging::clear() {
    for (auto const& entry : fs::directory_iterator(path_)) fs::remove_all(entry);
}

void Staging::link_all() {
    auto const root = data_dir_ / "files";
    if (!fs::exists(root)) return;
    std::error_code end;
    for (fs::recursive_directory_iterator it(root), last; it != last; it.increment(end)) {
        if (it->path().filename() == FileStore::incoming) it.disable_recursion_pending();
        else if (it->is_regular_file(end) && !link(it->path())) return;
    }
}

// False where the file system knows no hard links.
bool Staging::link(fs::path const& file) {
    auto const to = path_ / fs::relative(file, data_dir_);
    fs::create_directories(to.parent_path());
    return ::link(file.c_str(), to.c_str()) == 0 || errno == ENOENT;
}

bool Staging::give(std::string const& name, fs::path const& to, db::IsOver const& is_over) const {
    make_directory(to.parent_path());
    auto const staged = path_ / name, stored = data_dir_ / name;
    if (::rename(staged.c_str(), to.c_str()) == 0) return true;
    if (errno == EXDEV) return copy(staged, to, is_over);
    if (::link(stored.c_str(), to.c_str()) == 0) return true;
    return errno != ENOENT && copy(stored, to, is_over);
}

TakenFiles take_files(db::Snapshot& snapshot, Staging const& staging, fs::path const& to, db::IsOver const& is_over) {
    Taking taking(staging, to, is_over);
    for (auto const tenant : snapshot.tenants())
        for (std::string after, next;; after = next) {
            std::vector<std::string> names;
            snapshot.read(tenant, [&](Tx& tx) { names = files_after(tx, after, files_at_once); });
            for (auto const& name : names) taking.take(FileStore::path_in_data(tenant, name).string());
            if (std::ssize(names) < files_at_once) break;
            next = names.back();
        }
    return taking.finish();
}

} // namespace baton
