// Waiting until everything that follows the log has seen all of it, so that the next start has nothing to catch up
// with.
#pragma once
#include "event/log.h"

#include <filesystem>

namespace baton {

// Counts and the search index. Throws when that takes longer than five minutes.
void settle_readers(db::Database&, Log&, std::filesystem::path const& data_dir, TenantId);

} // namespace baton
