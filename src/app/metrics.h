// What /metrics tells (Prometheus text format): edge, database, log, live clients, and what the doctor last found.
// Collected when asked, without touching the database.
#pragma once
#include "app/examine.h"
#include "http/request_times.h"
#include "live/live.h"
#include "push/sender.h"

namespace baton {

// REQUIRES: everything of the patient is set.
std::string metrics_text(Patient const&, LiveFeed const&, PushFigures const&, http::RequestFigures const&,
                         std::optional<Diagnosis> const& last);

} // namespace baton
