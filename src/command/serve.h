// `baton serve`: runs until SIGINT or SIGTERM, then finishes what it accepted.
#pragma once
#include "app/app.h"
#include "command/backup_runner.h"

namespace baton {

int serve(AppOptions, std::optional<BackupPlan> const& = {});
// To standard error; one line per request to standard output when wanted.
void start_logs(bool access_log);
// "127.0.0.1:8080", "[::1]:8080" or "8080". Throws std::invalid_argument with a sentence.
void set_listen(http::Options&, std::string const& listen);

// Throws std::invalid_argument with a sentence.
void set_trusted_proxies(http::Options&, std::vector<std::string> const& ranges);

} // namespace baton
