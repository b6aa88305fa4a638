#include "backup/disk.h"
#include "backup/staging.h"
#include "base/version.h"
#include "db/data_lock.h"
#include "db/long_reader.h"
#include "transfer/row_text.h"
#include "transfer/service.h"
#include "transfer/table_file.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t rows_between_questions = 1000;

// The directory an export grows in, beside the one it becomes; gone unless it became it.
class Draft {
public:
    explicit Draft(fs::path to)
        : to_(std::move(to)), path_(to_.parent_path() / fmt::format("{}{}", begun_prefix, to_.filename().string())),
          lock_(to_.parent_path(), fmt::format("Something else is being written into {}. Wait until it is done.",
                                               to_.parent_path().string())) {
        if (fs::exists(to_) && !fs::is_empty(to_))
            throw BackupError(fmt::format("{} is there already: name a new directory.", to_.string()));
        fs::remove_all(path_);
        make_directory(path_);
    }
    ~Draft() {
        std::error_code ignored; // the next export to the same place removes it
        if (!is_whole_) fs::remove_all(path_, ignored);
    }
    Draft(Draft const&) = delete;
    fs::path const& path() const { return path_; }
    void finish() {
        flush_file_system(path_);
        if (fs::exists(to_)) fs::remove(to_);
        fs::rename(path_, to_);
        is_whole_ = true;
        flush_directory(to_.parent_path());
    }

private:
    fs::path const to_, path_;
    DirectoryLock const lock_;
    bool is_whole_ = false;
};

// The tables, each with the hash of what it held. `tenants` comes first: the others refer to it.
class TableExport {
public:
    TableExport(db::Snapshot& snapshot, fs::path const& to, db::IsOver const& is_over)
        : snapshot_(snapshot), tenants_(snapshot.tenants()), to_(to), is_over_(is_over) {}
    std::vector<ExportedTable> write() {
        auto layouts = snapshot_.layouts();
        std::ranges::stable_partition(layouts, [](auto const& layout) { return layout.table == "tenants"; });
        std::vector<ExportedTable> tables;
        for (auto const& layout : layouts) tables.push_back(write(layout));
        return tables;
    }

private:
    ExportedTable write(db::TableLayout const& layout) {
        TableWriter writer(to_, layout.table);
        db::TableHash hash(layout);
        std::int64_t rows = 0;
        snapshot_.each_row(layout, tenants_, [&](TenantId tenant, db::Row const& row) {
            if (rows++ % rows_between_questions == 0) go_on_unless(is_over_);
            hash.add(row);
            writer.add(tenant, line_of_row(layout, row));
        });
        auto table = writer.finish();
        table.rows_sha256 = hash.finish().sha256;
        for (auto const& column : layout.columns) table.columns.push_back(column.name);
        return table;
    }

    db::Snapshot& snapshot_;
    std::vector<TenantId> const tenants_;
    fs::path const& to_;
    db::IsOver const& is_over_;
};

// On SQLite a copy of the file, so that no long reader holds up the log of a running server.
std::unique_ptr<db::Snapshot> snapshot_of(DataPlace const& data, db::Database* running, fs::path const& scratch,
                                          db::IsOver const& is_over) {
    if (!data.url.empty()) return db::read_server(data.url);
    auto const reading = running ? db::expect_long_reader(*running) : nullptr;
    return db::copy_database({"", data.data_dir.string()}, scratch, is_over);
}

ExportManifest write_all(DataPlace const& data, db::Snapshot& snapshot, Staging const& staging, fs::path const& to,
                         db::IsOver const& is_over) {
    ExportManifest manifest;
    manifest.program = version();
    manifest.schema = snapshot.schema();
    manifest.database = data.url.empty() ? "sqlite" : "postgres";
    snapshot.read(default_tenant, [&](Tx& tx) { manifest.keys = master_keys_of(tx); });
    manifest.tables = TableExport(snapshot, to, is_over).write();
    auto const taken = take_files(snapshot, staging, to, is_over);
    manifest.list = taken.list;
    fs::permissions(to / list_name, fs::perms::owner_read | fs::perms::owner_write);
    manifest.attachments = taken.attachments;
    manifest.attachment_bytes = taken.bytes;
    manifest.missing = taken.missing;
    return manifest;
}

void refuse_nothing(DataPlace const& data) {
    bool const is_there = fs::exists(data.url.empty() ? data.data_dir / "baton.db" : data.data_dir);
    if (!is_there) throw BackupError("There is no data in " + data.data_dir.string() + ".");
}

std::int64_t bytes_of(ExportManifest const& manifest) {
    auto bytes = manifest.attachment_bytes + manifest.list.size;
    for (auto const& table : manifest.tables) bytes += table.file.size;
    return bytes;
}

} // namespace

ExportMade export_installation(DataPlace const& data, db::Database* running, fs::path const& to, Timestamp now,
                               db::IsOver const& is_over) {
    refuse_half_restored(data.data_dir);
    refuse_nothing(data);
    std::optional<db::DataLock> lock;
    if (!running) lock.emplace(data.data_dir.string());
    if (!data.url.empty()) refuse_half_imported({data.url, data.data_dir.string()});
    auto const place = to.has_filename() ? to : to.parent_path();
    Draft draft(fs::absolute(place).lexically_normal());
    Staging staging(data.data_dir);
    staging.link_all();
    auto const scratch = draft.path() / "scratch.db";
    auto snapshot = snapshot_of(data, running, scratch, is_over);
    if (snapshot->schema() == 0) throw BackupError("There is no Baton in the database.");
    auto manifest = write_all(data, *snapshot, staging, draft.path(), is_over);
    manifest.made_at = now;
    snapshot.reset();
    fs::remove(scratch);
    write_file(draft.path() / manifest_name, text_of_export(manifest));
    draft.finish();
    auto const bytes = bytes_of(manifest);
    return {place, std::move(manifest), bytes};
}

} // namespace baton
