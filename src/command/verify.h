// `baton verify`: chain, counts, references, attachments and search of every tenant, a line each. In slices, so that it
// may run beside everything else; ends early, with status 1, when `is_over` says so.
#pragma once
#include "attachment/files.h"
#include "command/command.h"
#include "search/search.h"

namespace baton {

// REQUIRES: the search runs, and so does the log that `settle` waits for. Throws what the database says.
CommandResult verify_installation(db::Database&, FileStore const&, Search&, std::function<bool()> const& settle,
                                  std::function<bool()> const& is_over = {});
// The same where no server runs: indexes for itself what is not indexed yet.
CommandResult verify_beside(db::Database&, std::filesystem::path const& data_dir, std::function<bool()> const& settle,
                            std::function<bool()> const& is_over = {});

} // namespace baton
