// `baton key …`: custody of the master key from the command line. Rotation runs in the server when there is one, see
// command.cpp; the others need none.
#pragma once
#include "app/app.h"
#include "command/command.h"

namespace baton {

// Writes the key file again from a recovery phrase (standard input), or from the file `from` that `key wrap` wrote.
CommandResult restore_key(AppOptions const&, std::filesystem::path const& from);
// Writes the key under a passphrase (BATON_KEY_PASSPHRASE, else a line of standard input) into a new file.
CommandResult wrap_key_file(AppOptions const&, std::filesystem::path const& out);

// "key rotate" and "key status", in the server or beside it. `begun` is called when there are slices to do; without it
// they are done before this returns.
CommandResult run_key_command(db::Database&, Custody&, CommandLine const&, std::function<void()> const& begun);

} // namespace baton
