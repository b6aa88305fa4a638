// The commands beside `serve`. Each runs against an open database; when a server holds the data
// directory, the same command runs inside it through its control socket.
#pragma once
#include "db/database.h"

#include <map>

namespace baton {

// What the user typed, after the command line was understood: "user add" and its options.
struct CommandLine {
    std::string name;
    std::map<std::string, std::string> options;
    std::vector<std::string> list; // repeated values, e.g. --role
};
DESCRIBE(CommandLine, (), (name, options, list));

struct CommandResult {
    int exit_code = 0;
    std::string output; // goes to standard output, or standard error when exit_code is not 0
};
DESCRIBE(CommandResult, (), (exit_code, output));
// Prints what came out. Returns the exit status.
int show(CommandResult const&);

CommandResult run_command(db::Database&, CommandLine const&);

} // namespace baton
