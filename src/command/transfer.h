// `baton export` and `baton import`: an installation as a whole.
#pragma once
#include "command/command.h"
#include "transfer/service.h"

#include <CLI/CLI.hpp>

namespace baton {

// In the server, which names its open database, or beside it. Option: to.
CommandResult run_export_command(DataPlace const&, db::Database* running, CommandLine const&, db::IsOver const&);

// What is chosen goes into `action`.
// Returns `baton import`, below which are those of tables.
CLI::App& add_transfer_commands(CLI::App& root, std::function<int()>& action);

} // namespace baton
