#include "attachment/service.h"
#include "backup/disk.h"
#include "backup/service.h"
#include "base/version.h"
#include "custody/wrapped_key.h"
#include "db/data_lock.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr char const* marker = "restoring";

std::string short_names(std::vector<std::string> const& fingerprints) {
    std::vector<std::string_view> names;
    for (auto const& one : fingerprints) names.push_back(std::string_view(one).substr(0, 8));
    return fmt::format("{}", fmt::join(names, ", "));
}

bool opens(Masters const& masters, Manifest const& manifest) {
    return std::ranges::all_of(manifest.keys, [&](std::string const& wanted) {
        return std::ranges::any_of(masters, [&](Secret const& one) { return KeyRing::fingerprint(one) == wanted; });
    });
}

// The keys the backup needs, and whether they are still to be written.
struct FoundKey {
    Masters masters;
    bool is_written = false;
};

Masters given_masters(RestoreWish const& wish) {
    Masters masters;
    if (wish.recovery_phrase)
        for (auto const& phrase : phrases_in(*wish.recovery_phrase)) masters.push_back(secret_of_phrase(phrase));
    if (!wish.passphrase) return masters;
    if (!fs::exists(wish.from / key_name))
        throw BackupError("This backup was made without its key (--with-key), so no passphrase opens it. Give the key "
                          "file with --key-file, or its recovery phrase with --recovery-phrase.");
    masters.push_back(unwrap_key(read_file(wish.from / key_name), *wish.passphrase));
    return masters;
}

FoundKey key_for(RestoreWish const& wish, Manifest const& manifest, fs::path const& file) {
    FoundKey found;
    if (auto masters = read_key_file(file)) {
        found = {std::move(*masters), true};
        if (opens(found.masters, manifest)) return found;
        throw BackupError(
            fmt::format("The key file {} holds another key than this backup needs ({}). Give the right one "
                        "with --key-file, or move it away and give the passphrase or the recovery phrase.",
                        file.string(), short_names(manifest.keys)));
    }
    found.masters = given_masters(wish);
    if (found.masters.empty())
        throw BackupError(
            fmt::format("Without its master key ({}) this backup cannot be read, and nothing was written. "
                        "Put the key file at {}, or name it with --key-file, or give the recovery phrase "
                        "(--recovery-phrase){}.",
                        short_names(manifest.keys), file.string(),
                        fs::exists(wish.from / key_name) ? " or the passphrase of the backup (--passphrase)" : ""));
    if (!opens(found.masters, manifest))
        throw BackupError(fmt::format("This is the key of other data; the backup needs {}. Nothing was written.",
                                      short_names(manifest.keys)));
    return found;
}

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
    auto const key = key_for(wish, manifest, key_file);
    Restoring restoring(wish, manifest);
    restoring.refuse_what_is_there();
    carry_out(wish, restoring, key, key_file);
    return {std::move(manifest), std::move(key_file)};
}

void refuse_half_restored(fs::path const& data_dir) {
    if (!fs::exists(data_dir / marker)) return;
    throw BackupError(fmt::format("{} holds a restore that did not come to its end, so nothing in it is in force. {}. "
                                  "Run the same `baton restore` again: it begins anew.",
                                  data_dir.string(), read_file(data_dir / marker)));
}

} // namespace baton
