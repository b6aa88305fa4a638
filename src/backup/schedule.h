// When the next backup is due, and which of the old ones may go. Pure rules.
#pragma once
#include "backup/backup.h"

#include <set>

namespace baton {

// 210 of "03:30"; absent when it is no time of day.
std::optional<int> minute_of_day(std::string_view);
// The first moment after `after` at which clocks in the zone show this minute of the day. On the two days of a year on
// which they are turned, an hour off.
Timestamp next_backup(Timestamp after, int minute, std::string const& zone);
// Seconds to wait after so many failures one after the other: from a minute to an hour.
std::int64_t pause_after_failures(int failures);

// Of the names in a place, those to remove so that the newest `keep` backups stay. The newest of the proven ones always
// stays, and what is no backup's name is never among them.
std::vector<std::string> outdated(std::vector<std::string> const& names, std::set<std::string> const& proven, int keep);

} // namespace baton
