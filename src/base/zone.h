// Local dates of a time zone (IANA name, ICU's data). Thread-safe.
#pragma once
#include "base/time.h"

namespace baton {

// 20261121 for 2026-11-21 in the zone; an unknown zone counts as UTC.
std::int64_t local_date(Timestamp, std::string const& zone);
// When this date begins in the zone; absent when there is no such date.
std::optional<Timestamp> day_start(std::int64_t date, std::string const& zone);
// "2026-11-21 08:30:00" in the zone.
std::string local_time(Timestamp, std::string const& zone);
// 20261201 for 20261130.
std::int64_t day_after(std::int64_t date);

} // namespace baton
