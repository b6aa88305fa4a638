#include "backup/disk.h"
#include "backup/service.h"
#include "backup/staging.h"
#include "base/version.h"
#include "custody/wrapped_key.h"
#include "db/data_lock.h"
#include "db/long_reader.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

// The directory a backup grows in, gone unless it was given its name.
class Growing {
public:
    Growing(fs::path const& place, Timestamp now)
        : place_(place), name_(name_of_backup(now)),
          lock_(place, fmt::format("Another backup into {} is being made. Wait until it is done.", place.string())) {
        for (auto const& entry : fs::directory_iterator(place))
            if (entry.path().filename().string().starts_with(begun_prefix)) {
                swept.push_back(entry.path().filename().string());
                fs::remove_all(entry);
            }
        if (fs::exists(place / name_))
            throw BackupError(fmt::format("There is a backup {} already. Wait a second.", (place / name_).string()));
        path = place / (std::string(begun_prefix) + name_);
        make_directory(path);
    }
    ~Growing() {
        std::error_code ignored; // the next backup sweeps it
        if (!is_whole_) fs::remove_all(path, ignored);
    }
    Growing(Growing const&) = delete;
    fs::path finish() {
        flush_file_system(path);
        fs::rename(path, place_ / name_);
        is_whole_ = true;
        flush_directory(place_);
        return place_ / name_;
    }

    fs::path path;
    std::vector<std::string> swept;

private:
    fs::path const place_;
    std::string const name_;
    DirectoryLock const lock_;
    bool is_whole_ = false;
};

class Making {
public:
    Making(DataPlace const& data, BackupWish const& wish, fs::path path, Timestamp now)
        : data_(data), wish_(wish), path_(std::move(path)) {
        manifest_.program = version();
        manifest_.database = data.url.empty() ? "sqlite" : "postgres";
        manifest_.made_at = now;
    }
    void copy_database(db::Database* running) {
        auto const reading = running ? db::expect_long_reader(*running) : nullptr;
        auto const url = wish_.dump_url.empty() ? data_.url : wish_.dump_url;
        database_ = name_of_database(manifest_.database);
        snapshot_ = db::copy_database({url, data_.data_dir.string()}, path_ / database_, wish_.is_over);
    }
    void describe() {
        manifest_.schema = snapshot_->schema();
        manifest_.tables = snapshot_->digests(wish_.is_over);
        snapshot_->read(default_tenant, [&](Tx& tx) { manifest_.keys = master_keys_of(tx); });
        add(database_);
    }
    void take_files(Staging const& staging) {
        auto const taken = baton::take_files(*snapshot_, staging, path_, wish_.is_over);
        manifest_.files.push_back(taken.list);
        manifest_.attachments = taken.attachments;
        manifest_.attachment_bytes = taken.bytes;
        manifest_.missing = taken.missing;
    }
    void wrap_key() {
        if (!wish_.passphrase) return;
        auto const file = key_file_of(data_.data_dir, data_.key_file);
        auto const masters = read_key_file(file);
        if (!masters) throw BackupError("There is no key file " + file.string() + " to put into the backup.");
        if (masters->size() > 1)
            throw BackupError(
                "A rotation of the master key has not ended. Start the server once, then make the backup.");
        write_file(path_ / key_name, baton::wrap_key(masters->front(), *wish_.passphrase));
        add(std::string(key_name));
    }
    BackupMade finish() {
        snapshot_.reset();
        for (auto const& file : manifest_.files) // the databases' own tools give them to everybody
            fs::permissions(path_ / file.name, fs::perms::owner_read | fs::perms::owner_write);
        write_file(path_ / manifest_name, text_of_manifest(manifest_));
        BackupMade made{path_, manifest_, manifest_.attachment_bytes, {}};
        for (auto const& file : manifest_.files) made.bytes += file.size;
        return made;
    }

private:
    void add(std::string const& name) {
        auto const sum = sum_of_file(path_ / name, wish_.is_over);
        manifest_.files.push_back({name, sum.size, sum.sha256});
    }

    DataPlace const& data_;
    BackupWish const& wish_;
    fs::path const path_;
    std::string database_;
    Manifest manifest_;
    std::unique_ptr<db::Snapshot> snapshot_;
};

void refuse_nothing(DataPlace const& data) {
    bool const is_there = fs::exists(data.url.empty() ? data.data_dir / "baton.db" : data.data_dir);
    if (!is_there) throw BackupError("There is no data in " + data.data_dir.string() + ".");
}

} // namespace

BackupMade make_backup(DataPlace const& data, db::Database* running, BackupWish const& wish, Timestamp now) {
    refuse_half_restored(data.data_dir);
    refuse_nothing(data);
    std::optional<db::DataLock> lock;
    if (!running) lock.emplace(data.data_dir.string());
    Staging staging(data.data_dir);
    Growing growing(wish.place, now);
    Making making(data, wish, growing.path, now);
    staging.link_all();
    making.copy_database(running);
    making.describe();
    making.take_files(staging);
    making.wrap_key();
    auto made = making.finish();
    made.path = growing.finish();
    made.swept = growing.swept;
    return made;
}

} // namespace baton
