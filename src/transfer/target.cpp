#include "transfer/target.h"

#include "backup/disk.h"
#include "db/data_lock.h"
#include "transfer/row_text.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

constexpr char const* draft_marker = "importing.draft";

bool is_moved(std::string_view table) { return !db::is_of_the_database(table); }

std::vector<std::string> names_of(db::TableLayout const& layout) {
    std::vector<std::string> names;
    for (auto const& column : layout.columns) names.push_back(column.name);
    return names;
}

// Those up to the schema of the export: what is newer is applied when the server starts, as in any upgrade.
std::span<db::Migration const> migrations_until(std::int64_t schema) {
    auto const all = db::embedded_migrations();
    auto const end = std::ranges::find_if(all, [&](auto const& each) { return each.number > schema; });
    return all.first(std::size_t(end - all.begin()));
}

} // namespace

ImportTarget::ImportTarget(DataPlace const& to, ExportManifest const& manifest, db::IsOver const& is_over)
    : to_(to), manifest_(manifest), is_over_(is_over), name_(name_of_export(manifest)) {}

std::unique_ptr<db::Snapshot> ImportTarget::snapshot() const {
    return to_.url.empty() ? db::read_database_file((to_.data_dir / "baton.db").string()) : db::read_server(to_.url);
}

void ImportTarget::refuse_what_is_there() {
    refuse_files();
    if (!to_.url.empty() || fs::exists(to_.data_dir / "baton.db")) refuse_database();
}

void ImportTarget::refuse_files() const {
    if (auto const mark = to_.data_dir / import_marker; fs::exists(mark)) {
        if (read_file(mark).find(name_) != std::string::npos) return;
        throw BackupError(
            fmt::format("{} holds a half import of another export. {}. Go on with that one, or remove the "
                        "directory and begin anew.",
                        to_.data_dir.string(), read_file(mark)));
    }
    if (!fs::exists(to_.data_dir)) return;
    for (auto const& entry : fs::directory_iterator(to_.data_dir))
        if (auto const name = entry.path().filename(); name != "lock" && name != "lost+found" && name != draft_marker)
            throw BackupError(fmt::format("{} is not empty (it holds {}), and an import goes into an empty directory: "
                                          "name another one, or move this one away.",
                                          to_.data_dir.string(), name.string()));
}

void ImportTarget::refuse_database() {
    auto const there = snapshot();
    if (there->is_empty()) return;
    if (db::is_import_under_way({to_.url, to_.data_dir.string()})) {
        std::string source;
        there->read(default_tenant, [&](Tx& tx) { source = db::import_progress(tx).source; });
        if (source != name_)
            throw BackupError("The database holds a half import of another export. Go on with that one, or drop the "
                              "database and make it anew.");
        is_begun_ = true;
        return;
    }
    if (db::is_untouched(*there)) return;
    layouts_ = there->layouts();
    is_ended_ = fs::exists(to_.data_dir / import_marker) && difference_now().empty();
    if (!is_ended_)
        throw BackupError("The database is not empty, and an import goes into an empty one: createdb "
                          "--template=template0 --encoding=UTF8 --locale=C NAME");
}

void ImportTarget::open() {
    {
        db::DataLock const lock(to_.data_dir.string());
        if (auto const mark = to_.data_dir / import_marker; !fs::exists(mark)) {
            auto const draft = to_.data_dir / draft_marker;
            fs::remove(draft);
            write_file(draft, fmt::format("The import of the export of {}, {}, began at {}",
                                          to_rfc3339(manifest_.made_at), name_, to_rfc3339(now())));
            fs::rename(draft, mark);
            flush_directory(to_.data_dir);
        }
    }
    database_ = db::open({.url = to_.url, .data_dir = to_.data_dir.string()}, migrations_until(manifest_.schema));
    layouts_ = snapshot()->layouts();
    refuse_other_tables();
    if (!is_begun_) db::run(*database_, default_tenant, [&](Tx& tx) { db::begin_import(tx, name_); });
}

void ImportTarget::refuse_other_tables() const {
    std::map<std::string, std::vector<std::string>> here, there;
    for (auto const& layout : layouts_)
        if (is_moved(layout.table)) here[layout.table] = names_of(layout);
    for (auto const& table : manifest_.tables)
        if (is_moved(table.name)) there[table.name] = table.columns;
    if (here == there) return;
    for (auto const& [table, columns] : there)
        if (here[table] != columns)
            throw BackupError(
                fmt::format("The export's table {} has other columns than this program's schema {}. Import "
                            "it with Baton {}.",
                            table, manifest_.schema, manifest_.program));
    throw BackupError(fmt::format("The export has fewer tables than this program's schema {}. Import it with Baton {}.",
                                  manifest_.schema, manifest_.program));
}

std::int64_t ImportTarget::parts_done() {
    return db::look(*database_, default_tenant, [](Tx& tx) { return db::import_progress(tx).parts; });
}

void ImportTarget::store(db::TableLayout const& layout, TablePart const& part, std::vector<db::Values> const& rows,
                         std::int64_t parts_done) {
    db::run(*database_, TenantId{part.tenant}, [&](Tx& tx) {
        db::insert_rows(tx, layout, rows);
        db::note_imported(tx, parts_done);
    });
}

std::string ImportTarget::difference_now() const {
    std::vector<db::TableDigest> wanted, found;
    for (auto const& table : manifest_.tables)
        if (is_moved(table.name)) wanted.push_back({table.name, table.rows, table.rows_sha256});
    for (auto& table : snapshot()->digests(is_over_))
        if (is_moved(table.name)) found.push_back(std::move(table));
    return difference(wanted, found);
}

void ImportTarget::compare() const {
    if (auto const what = difference_now(); !what.empty())
        throw BackupError(fmt::format("What was imported is not what was exported: {}.", what));
}

void ImportTarget::end(db::DatabaseRows const& rows) {
    db::run(*database_, default_tenant, [&](Tx& tx) { db::end_import(tx, rows); });
    database_.reset();
}

void ImportTarget::release() {
    flush_file_system(to_.data_dir);
    fs::remove(to_.data_dir / import_marker);
    flush_directory(to_.data_dir);
}

db::TableLayout const& ImportTarget::layout(std::string const& table) const {
    auto const it = std::ranges::find(layouts_, table, &db::TableLayout::table);
    if (it == layouts_.end()) throw BackupError(fmt::format("There is no table {} here.", table));
    return *it;
}

std::vector<db::Values> ImportTarget::applied() const {
    std::vector<db::Values> rows;
    auto const& migrations = layout("schema_migrations");
    snapshot()->each_row(migrations, {default_tenant}, [&](TenantId, db::Row const& row) {
        auto const line = line_of_row(migrations, row);
        rows.push_back(row_in_line(migrations, std::string_view(line).substr(0, line.size() - 1)));
    });
    return rows;
}

} // namespace baton
