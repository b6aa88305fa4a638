// What the command line, the environment and the configuration file gave to a command.
#pragma once
#include "app/app.h"
#include "command/backup_options.h"
#include "command/command.h"

namespace baton {

// What any command may be given. Flags win over the environment, which wins over the file (command/configuration.h).
struct Given {
    std::string data = "data";
    std::string database;
    std::string listen = "127.0.0.1:8080";
    std::string file; // of the key commands
    std::string config;
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> push_services; // none: those that are known
    bool quiet = false;
    AppOptions app;
    BackupPlanWords backups;
    CommandLine line;
};

// The options that say where the data is.
void add_common(CLI::App& command, Given&);
AppOptions app_options(Given&);

} // namespace baton
