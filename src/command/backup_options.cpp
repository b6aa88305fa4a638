#include "command/backup_options.h"

#include "backup/schedule.h"
#include "command/backup.h"
#include "command/control.h"
#include "command/interruption.h"
#include "command/prove.h"

#include <iostream>

namespace baton {
namespace {

struct BackupOptions : PlaceWords {
    std::string to, dump_database, from;
    bool with_key = false, is_proven = false; // to_prove: instead of the one that is made
    std::string to_prove;
    Unlocking unlocking = Unlocking::key_file;
};

void add_dump_database(CLI::App& command, std::string& url) {
    command.add_option("--dump-database", url,
                       "postgresql://… as a role with BYPASSRLS, where row-level security is on");
}

// Beside a server the database is not opened as other commands do: nothing is migrated.
int prove(BackupOptions const& options) {
    auto const backup = options.to_prove.empty() ? newest_backup(options.to) : std::filesystem::path(options.to_prove);
    Interruption const interruption;
    std::cout << told(prove_backup(backup, options.place(), now(), Interruption::is_asked_for)) << std::flush;
    return 0;
}

CommandResult back_up_here(BackupOptions const& options, CommandLine const& line) {
    Interruption const interruption;
    return run_backup_command(options.place(), nullptr, line, Interruption::is_asked_for);
}

int back_up(BackupOptions const& options) {
    if (!options.to_prove.empty()) return prove(options);
    if (options.to.empty()) throw BackupError("Say with --to where the backup goes.");
    CommandLine line{"backup", {}, {}};
    line.options["to"] = std::filesystem::absolute(options.to).string(); // the server stands elsewhere
    if (!options.dump_database.empty()) line.options["dump-database"] = options.dump_database;
    if (options.with_key) line.options["passphrase"] = backup_passphrase();
    auto const asked = ask_server(options.data, line);
    auto const exit_code = show(asked ? *asked : back_up_here(options, line));
    return exit_code == 0 && options.is_proven ? prove(options) : exit_code;
}

void add_backup(CLI::App& root, std::function<int()>& action) {
    auto const options = std::make_shared<BackupOptions>();
    auto& backup = *root.add_subcommand("backup", "Copy the data, attachments included, while it is used");
    add_place(backup, *options);
    backup.add_option("--to", options->to, "The directory where backups are kept: this one becomes a directory there");
    backup.add_flag("--with-key", options->with_key,
                    "Put the master key in, under a passphrase (BATON_BACKUP_PASSPHRASE or standard input)");
    add_dump_database(backup, options->dump_database);
    auto* prove = backup.add_option("--prove", options->to_prove,
                                    "Restore the backup into a scratch place and verify it there; with the path of an "
                                    "earlier one, that one, and make none");
    prove->expected(0, 1);
    backup.callback([options, prove, &action] {
        options->is_proven = prove->count() > 0;
        action = [options] { return back_up(*options); };
    });
}

void add_restore(CLI::App& root, std::function<int()>& action) {
    auto const options = std::make_shared<BackupOptions>();
    auto& restore = *root.add_subcommand("restore", "Put a backup into an empty directory, and an empty database");
    add_place(restore, *options);
    restore.add_option("from", options->from, "The backup: a directory that `baton backup` made")->required();
    auto const unlock = [&](std::string const& name, Unlocking how, std::string const& help) {
        return restore.add_flag_function(
            name, [options, how](std::int64_t) { options->unlocking = how; }, help);
    };
    auto* passphrase =
        unlock("--passphrase", Unlocking::passphrase,
               "The key is in the backup, under a passphrase (BATON_BACKUP_PASSPHRASE or standard input)");
    unlock("--recovery-phrase", Unlocking::recovery_phrase, "The key is a recovery phrase (standard input)")
        ->excludes(passphrase);
    restore.callback([options, &action] {
        action = [options] { return show(run_restore_command(options->place(), options->from, options->unlocking)); };
    });
}

} // namespace

void add_place(CLI::App& command, PlaceWords& words) {
    command.add_option("--data", words.data, "The data directory");
    command.add_option("--database", words.database, "postgresql://… instead of SQLite in the data directory");
    command.add_option("--key-file", words.key_file, "The master key; beside the data directory when not given");
    command.add_option("--config", words.config, "Options from a file (TOML); unknown keys are refused")
        ->configurable(false);
}

void add_backup_plan(CLI::App& serve, BackupPlanWords& words) {
    serve.add_option("--backup-to", words.to, "Make a backup every day, kept in this directory");
    serve.add_option("--backup-at", words.at, "At this time of day, in the first tenant's zone (03:30)");
    serve.add_option("--backup-keep", words.keep, "Keep so many (7)")->check(CLI::Range(1, 10'000));
    add_dump_database(serve, words.dump_database);
    serve.add_option("--backup-copy-to", words.copy_to, "A second directory, on another disk, that each is copied to");
    serve.add_option("--backup-prove-every", words.prove_every, "Restore one into a scratch place every so many days")
        ->check(CLI::Range(0, 365));
}

std::optional<BackupPlan> plan_of(BackupPlanWords const& words) {
    if (words.to.empty()) {
        if (words.copy_to.empty() && words.prove_every == 0) return std::nullopt;
        throw std::invalid_argument("Say with --backup-to where backups are kept.");
    }
    auto const minute = minute_of_day(words.at);
    if (!minute) throw std::invalid_argument("--backup-at takes a time of day such as 03:30, not " + words.at);
    return BackupPlan{words.to, words.copy_to, *minute, words.keep, words.prove_every, words.dump_database};
}

void add_backup_commands(CLI::App& root, std::function<int()>& action) {
    add_backup(root, action);
    add_restore(root, action);
}

} // namespace baton
