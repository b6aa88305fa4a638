// `baton backup` and `baton restore`.
#pragma once
#include "backup/service.h"
#include "command/command.h"

namespace baton {

// In the server, which names its open database, or beside it. Options: to, passphrase, dump-database.
CommandResult run_backup_command(DataPlace const&, db::Database* running, CommandLine const&, db::IsOver const&);

// What is asked for on standard input or in the environment.
enum class Unlocking { key_file, passphrase, recovery_phrase };
CommandResult run_restore_command(DataPlace const&, std::string const& from, Unlocking);

// BATON_BACKUP_PASSPHRASE, else a line of standard input.
std::string backup_passphrase();
// Lines of standard input, a recovery phrase.
std::string all_of_input();
// "17 MB"
std::string size_text(std::int64_t bytes);

} // namespace baton
