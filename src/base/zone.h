// Local dates of a time zone (IANA name, ICU's data). Thread-safe.
#pragma once
#include "base/time.h"

namespace baton {

// 20261121 for 2026-11-21 in the zone; an unknown zone counts as UTC.
std::int64_t local_date(Timestamp, std::string const& zone);

} // namespace baton
