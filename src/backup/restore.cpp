#include "attachment/service.h"
#include "backup/disk.h"
#include "backup/needed_key.h"
#include "backup/service.h"
#include "base/version.h"
#include "db/data_lock.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr char const* marker = "restoring";

void refuse_other(Manifest const& manifest, RestoreWish const& wish) {
    auto const known = db::embedded_migrations().back().number;
    if (manifest.schema > known)
        throw BackupError(
            fmt::format("The backup is newer than this program: it was made by Baton {} with schema {}, and "
                        "this is Baton {} with schema {}. Restore it with the newer program.",
                        manifest.program, manifest.schema, version(), known));
    bool const is_sqlite = manifest.database == "sqlite";
    if (is_sqlite && !wish.to.url.empty())
        throw BackupError("This is a backup of SQLite: restore it without --database.");
    if (!is_sqlite && wish.to.url.empty())
        throw BackupError("This is a backup of PostgreSQL: name an empty database with --database.");
}

class Restoring {
public:
    Restoring(RestoreWish const& wish, Manifest const& manifest)
        : wish_(wish), manifest_(manifest), data_(wish.to.data_dir) {}

    // Before anything is written.
    void refuse_what_is_there() {
        bool const was_begun = fs::exists(data_ / marker);
        if (!was_begun) refuse_files();
        if (wish_.to.url.empty()) return;
        if (was_begun) db::wait_for_restores(wish_.to.url, wish_.is_over);
        auto const database = db::read_server(wish_.to.url);
        if (database->is_empty()) return;
        // A restore that was killed later has put it there.
        is_in_database_ = was_begun && database->schema() > 0 &&
                          difference(manifest_.tables, database->digests(wish_.is_over)).empty();
        if (!is_in_database_)
            throw BackupError("The database is not empty, and a backup is restored into an empty one: createdb "
                              "--template=template0 --encoding=UTF8 --locale=C NAME");
    }
    void begin() const {
        if (!fs::exists(data_ / marker)) {
            write_file(data_ / marker,
                       fmt::format("The restore of {}, made {}, began at {}", fs::absolute(wish_.from).string(),
                                   to_rfc3339(manifest_.made_at), to_rfc3339(now())));
            flush_directory(data_);
        }
        for (auto const& entry : fs::directory_iterator(data_)) // what one that was killed has left
            if (!may_stay(entry) && entry.path().filename() != marker) fs::remove_all(entry);
    }
    void files() const {
        read_list(wish_.from / list_name, [&](BackupFile const& file) {
            if (file.sha256 != missing_mark) copy(file, data_ / file.name);
        });
    }
    void database() const {
        auto const name = name_of_database(manifest_.database);
        auto const file = std::ranges::find(manifest_.files, name, &BackupFile::name);
        if (file == manifest_.files.end()) throw BackupError("The manifest names no database.");
        if (wish_.to.url.empty()) return copy(*file, data_ / "baton.db");
        if (is_in_database_) return;
        db::restore_archive(wish_.to.url, (wish_.from / name).string(), wish_.is_over);
        auto const restored = db::read_server(wish_.to.url)->digests(wish_.is_over);
        if (auto const what = difference(manifest_.tables, restored); !what.empty())
            throw BackupError("What PostgreSQL has restored is not what was backed up: " + what + ".");
    }
    void finish() const {
        flush_file_system(data_);
        fs::remove(data_ / marker);
        flush_directory(data_);
    }

private:
    static bool may_stay(fs::directory_entry const& entry) {
        auto const name = entry.path().filename();
        return name == "lock" || name == "lost+found";
    }
    void refuse_files() const {
        if (!fs::exists(data_)) return;
        for (auto const& entry : fs::directory_iterator(data_))
            if (!may_stay(entry))
                throw BackupError(fmt::format("{} is not empty (it holds {}), and a backup is restored into an empty "
                                              "directory: name another one, or move this one away.",
                                              data_.string(), entry.path().filename().string()));
    }
    void copy(BackupFile const& file, fs::path const& to) const {
        if (copy_file(wish_.from / file.name, to, wish_.is_over) != FileSum{file.size, file.sha256})
            throw BackupError(fmt::format("{} changed while it was restored. Use another backup.", file.name));
    }

    RestoreWish const& wish_;
    Manifest const& manifest_;
    fs::path const data_;
    bool is_in_database_ = false;
};

void carry_out(RestoreWish const& wish, Restoring const& restoring, FoundKey const& key, fs::path const& key_file) {
    db::DataLock const lock(wish.to.data_dir.string());
    wish.on_step(RestoreStep::begin);
    restoring.begin();
    wish.on_step(RestoreStep::files);
    restoring.files();
    wish.on_step(RestoreStep::database);
    restoring.database();
    wish.on_step(RestoreStep::key);
    if (!key.is_written) create_key_file(key_file, key.masters);
    wish.on_step(RestoreStep::finish);
    restoring.finish();
    wish.on_step(RestoreStep::done);
}

} // namespace

Restored restore_backup(RestoreWish const& wish) {
    auto key_file = key_file_of(wish.to.data_dir, wish.to.key_file);
    wish.on_step(RestoreStep::check);
    auto manifest = check_backup(wish.from, wish.is_over);
    refuse_other(manifest, wish);
    auto const key =
        find_needed_key({manifest.keys, key_file, wish.from / key_name, wish.passphrase, wish.recovery_phrase});
    Restoring restoring(wish, manifest);
    restoring.refuse_what_is_there();
    carry_out(wish, restoring, key, key_file);
    return {std::move(manifest), std::move(key_file)};
}

void refuse_half_restored(fs::path const& data_dir) {
    for (auto const& [mark, word] : {std::pair(marker, "restore"), std::pair(import_marker, "import")})
        if (fs::exists(data_dir / mark))
            throw BackupError(fmt::format("{} holds {} {} that did not come to its end, so nothing in it is in force. "
                                          "{}. Run the same `baton {}` again: it {}.",
                                          data_dir.string(), word == std::string_view("import") ? "an" : "a", word,
                                          read_file(data_dir / mark), word,
                                          word == std::string_view("import") ? "goes on" : "begins anew"));
}

} // namespace baton
