#include "command/given.h"

#include <cstdlib>

namespace baton {

void add_common(CLI::App& command, Given& given) {
    command.add_option("--data", given.data, "The data directory");
    command.add_option("--database", given.database, "postgresql://… instead of SQLite in the data directory");
    command.add_option("--key-file", given.app.key_file, "The master key; beside the data directory when not given");
    command.add_option("--config", given.config, "Options from a file (TOML); unknown keys are refused")
        ->configurable(false);
}

AppOptions app_options(Given& given) {
    given.app.data_dir = given.data;
    given.app.database_url = given.database;
    if (auto const* password = std::getenv("BATON_ADMIN_PASSWORD")) given.app.admin_password = password;
    return given.app;
}

} // namespace baton
