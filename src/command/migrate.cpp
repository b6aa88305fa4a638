#include "command/migrate.h"

#include "backup/service.h"
#include "base/time.h"
#include "db/data_lock.h"
#include "db/kept_file.h"

#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

CommandResult rehearse(AppOptions const& options) {
    refuse_half_restored(options.data_dir);
    if (options.database_url.empty() && !fs::exists(options.data_dir / "baton.db"))
        return {1, fmt::format("There is no data in {}.\n", options.data_dir.string())};
    return {0,
            told(db::rehearse_upgrade(database_options(options), upgrade_rules(options))) + "Nothing was changed.\n"};
}

// The newer database stays beside it, for who changes his mind.
fs::path name_aside(fs::path const& data_dir) {
    auto const name = [](int i) { return i == 0 ? std::string("baton.db.left") : fmt::format("baton.db.left-{}", i); };
    int i = 0;
    while (fs::exists(data_dir / name(i))) ++i;
    return data_dir / name(i);
}

CommandResult go_back(AppOptions const& options) {
    if (!options.database_url.empty())
        return {1,
                "On PostgreSQL no file is kept: restore the backup from before the upgrade into an empty database.\n"};
    if (!fs::exists(options.data_dir)) return {1, fmt::format("There is no data in {}.\n", options.data_dir.string())};
    db::DataLock const lock(options.data_dir.string());
    db::KeptFile const kept(options.data_dir.string());
    if (kept.finish_going_back()) return {0, "The database from before the upgrade is in force again.\n"};
    auto const file = kept.find();
    if (!file)
        return {1, fmt::format("No file from before an upgrade is kept in {}. The way back is a backup.\n",
                               options.data_dir.string())};
    auto const aside = name_aside(options.data_dir);
    kept.go_back(aside);
    return {0, fmt::format("{} is in force again: start the program from before the upgrade. What was stored since is "
                           "in {}; delete that when you need it no more.\n",
                           file->filename().string(), aside.string())};
}

} // namespace

void add_no_rehearsal(CLI::App& command, AppOptions& options) {
    command.add_flag_function(
        "--no-rehearsal", [&options](std::int64_t) { options.rehearsal = db::Rehearsal::off; },
        "Upgrade an older database without trying it on a copy first, and keep no old file");
}

void add_migrate_options(CLI::App& command, AppOptions& options, MigrateChoice& choice) {
    add_no_rehearsal(command, options);
    auto* rehearse = command.add_flag("--rehearse", choice.rehearse,
                                      "Only try it on a copy, while a server may run, and say what happened");
    command.add_flag("--back", choice.back, "Put the file from before the last upgrade in force again (SQLite)")
        ->excludes(rehearse);
}

CommandResult run_migrate(AppOptions const& options, MigrateChoice const& choice) {
    if (choice.rehearse) return rehearse(options);
    if (choice.back) return go_back(options);
    auto const data = open_data(options);
    return {0, fmt::format("The database is at the newest schema{}.\n",
                           data.database->health().row_security ? ", under row-level security" : "")};
}

} // namespace baton
