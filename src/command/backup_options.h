// `baton backup` and `baton restore` on the command line.
#pragma once
#include "command/backup_runner.h"
#include <CLI/CLI.hpp>

#include <functional>

namespace baton {

// Backups of `serve`, as they were typed.
struct BackupPlanWords {
    std::string to, at = "03:30", copy_to, dump_database;
    int keep = 7, prove_every = 0;
};
void add_backup_plan(CLI::App& serve, BackupPlanWords&);
// Absent when none were asked for. Throws std::invalid_argument with a sentence.
std::optional<BackupPlan> plan_of(BackupPlanWords const&);

// Where the data is, for what does not open the database as other commands do: nothing is migrated.
struct PlaceWords {
    std::string data = "data", database, key_file, config;
    DataPlace place() const { return {data, database, key_file}; }
};
void add_place(CLI::App& command, PlaceWords&);

// Puts what is to be done into `action`, which must outlive the parsing.
void add_backup_commands(CLI::App& root, std::function<int()>& action);

} // namespace baton
