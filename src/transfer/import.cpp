#include "backup/disk.h"
#include "backup/needed_key.h"
#include "base/version.h"
#include "transfer/row_text.h"
#include "transfer/service.h"
#include "transfer/table_file.h"
#include "transfer/target.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

void refuse_newer(ExportManifest const& manifest) {
    auto const known = db::embedded_migrations().back().number;
    if (manifest.schema > known)
        throw BackupError(
            fmt::format("The export is newer than this program: it was made by Baton {} with schema {}, and this is "
                        "Baton {} with schema {}. Import it with the newer program.",
                        manifest.program, manifest.schema, version(), known));
}

std::vector<db::Values> rows_in(db::TableLayout const& layout, std::string_view lines, std::string const& file) {
    std::vector<db::Values> rows;
    while (!lines.empty()) {
        auto const end = lines.find('\n');
        try {
            rows.push_back(row_in_line(layout, lines.substr(0, end)));
        } catch (BackupError const& problem) {
            throw BackupError(fmt::format("A line of {} {}.", file, problem.what()));
        }
        lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    }
    return rows;
}

class Importing {
public:
    Importing(ImportWish const& wish, ExportManifest const& manifest, ImportTarget& target)
        : wish_(wish), manifest_(manifest), target_(target) {}

    void refuse_other_migrations() const {
        auto const& layout = target_.layout("schema_migrations");
        auto here = target_.applied(), there = rows_of("schema_migrations");
        auto const applied_at = std::ranges::find(layout.columns, "applied_at", &db::TableLayout::Column::name);
        for (auto* rows : {&here, &there})
            for (auto& row : *rows) row[std::size_t(applied_at - layout.columns.begin())] = {};
        if (here != there)
            throw BackupError(fmt::format("The export was made with other migrations than this program has. Import it "
                                          "with Baton {}.",
                                          manifest_.program));
    }
    // From where one that was killed has come to.
    void tables(std::int64_t done) {
        std::int64_t place = 0;
        for (auto const& table : manifest_.tables) {
            if (db::is_of_the_database(table.name)) continue;
            auto const size = std::ssize(table.parts);
            auto const skipped = std::clamp<std::int64_t>(done - place, 0, size);
            if (skipped < size) store(table, std::size_t(skipped), place);
            place += size;
        }
    }
    void files() const {
        read_list(wish_.from / list_name, [&](BackupFile const& file) {
            if (file.sha256 == missing_mark) return;
            auto const to = wish_.to.data_dir / file.name;
            FileSum const wanted{file.size, file.sha256};
            if (fs::exists(to) && sum_of_file(to, wish_.is_over) == wanted) return;
            fs::remove(to); // half of it
            if (copy_file(wish_.from / file.name, to, wish_.is_over) != wanted)
                throw BackupError(fmt::format("{} changed while it was imported.", file.name));
        });
    }
    db::DatabaseRows database_rows() const {
        db::DatabaseRows rows{target_.layout("schema_migrations"), rows_of("schema_migrations"), {}, 0};
        auto const& columns = target_.layout("nodes").columns;
        auto const place = [&](std::string_view name) {
            return std::size_t(std::ranges::find(columns, name, &db::TableLayout::Column::name) - columns.begin());
        };
        for (auto const& row : rows_of("nodes")) {
            rows.nodes.push_back(std::get<std::int64_t>(row[place("node_id")]));
            rows.highest_mark = std::max(rows.highest_mark, std::get<std::int64_t>(row[place("high_water")]));
        }
        return rows;
    }

private:
    void store(ExportedTable const& table, std::size_t skipped, std::int64_t parts_before) {
        wish_.on_step(fmt::format("{}: {} rows", table.name, table.rows));
        auto const& layout = target_.layout(table.name);
        TableReader reader(wish_.from, table);
        reader.skip(skipped);
        for (auto i = skipped; i < table.parts.size(); ++i) {
            go_on_unless(wish_.is_over);
            auto const rows = rows_in(layout, reader.next(), table.file.name);
            target_.store(layout, table.parts[i], rows, parts_before + std::int64_t(i) + 1);
        }
    }
    // Of a table that is small.
    std::vector<db::Values> rows_of(std::string const& name) const {
        auto const table = std::ranges::find(manifest_.tables, name, &ExportedTable::name);
        if (table == manifest_.tables.end()) throw BackupError(fmt::format("The export has no table {}.", name));
        std::vector<db::Values> all;
        TableReader reader(wish_.from, *table);
        for (std::size_t i = 0; i < table->parts.size(); ++i)
            for (auto& row : rows_in(target_.layout(name), reader.next(), table->file.name))
                all.push_back(std::move(row));
        return all;
    }

    ImportWish const& wish_;
    ExportManifest const& manifest_;
    ImportTarget& target_;
};

std::int64_t carry_out(ImportWish const& wish, ExportManifest const& manifest, ImportTarget& target,
                       FoundKey const& key, fs::path const& key_file) {
    target.open();
    Importing importing(wish, manifest, target);
    importing.refuse_other_migrations();
    auto const done = target.parts_done();
    if (done > 0) wish.on_step(fmt::format("going on after {} parts that are in", done));
    importing.tables(done);
    wish.on_step("copying attachments");
    importing.files();
    if (!key.is_written && !fs::exists(key_file)) create_key_file(key_file, key.masters);
    wish.on_step("comparing every table with the export");
    target.compare();
    target.end(importing.database_rows());
    return done;
}

} // namespace

Imported import_installation(ImportWish const& wish) {
    auto key_file = key_file_of(wish.to.data_dir, wish.to.key_file);
    wish.on_step("checking the export");
    auto manifest = check_export(wish.from, wish.is_over);
    refuse_newer(manifest);
    auto const key = find_needed_key({manifest.keys, key_file, {}, {}, wish.recovery_phrase});
    ImportTarget target(wish.to, manifest, wish.is_over);
    target.refuse_what_is_there();
    std::int64_t before = 0;
    if (!target.is_ended()) before = carry_out(wish, manifest, target, key, key_file);
    target.release();
    wish.on_step("done");
    return {std::move(manifest), std::move(key_file), before};
}

void refuse_half_imported(db::Place const& place) {
    if (db::is_import_under_way(place))
        throw BackupError(
            "The database holds an import that did not come to its end, so nothing in it is in force. Run "
            "the same `baton import` again: it goes on.");
}

} // namespace baton
