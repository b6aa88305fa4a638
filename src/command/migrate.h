// `baton migrate`: brings a database to the schema of this program, tries that on a copy only, or goes back to the file
// from before.
#pragma once
#include "app/app.h"
#include "command/command.h"

#include <CLI/CLI.hpp>

namespace baton {

struct MigrateChoice {
    bool rehearse = false, back = false;
};
void add_no_rehearsal(CLI::App& command, AppOptions&);
void add_migrate_options(CLI::App& command, AppOptions&, MigrateChoice&);

// Throws db::DbError or CustodyError with a sentence.
CommandResult run_migrate(AppOptions const&, MigrateChoice const&);

} // namespace baton
