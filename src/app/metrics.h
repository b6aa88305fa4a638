// What /metrics tells (Prometheus text format): database, log, live clients. Collected when asked.
#pragma once
#include "db/database.h"
#include "event/log.h"
#include "live/live.h"
#include "search/search.h"

namespace baton {

std::string metrics_text(db::Database&, Log const&, Search const&, LiveFeed const&);

} // namespace baton
