#include "backup/schedule.h"

#include "base/zone.h"

#include <algorithm>

namespace baton {

std::optional<int> minute_of_day(std::string_view text) {
    auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    int const hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    return hour < 24 && minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
}

Timestamp next_backup(Timestamp after, int minute, std::string const& zone) {
    auto date = local_date(after, zone);
    for (;; date = day_after(date))
        if (auto const start = day_start(date, zone)) // a date that a zone skipped has none
            if (auto const at = after_seconds(*start, std::int64_t{minute} * 60); at > after) return at;
}

std::int64_t pause_after_failures(int failures) {
    return std::min(std::int64_t{3600}, std::int64_t{60} << std::clamp(failures - 1, 0, 6));
}

std::vector<std::string> outdated(std::vector<std::string> const& names, std::set<std::string> const& proven,
                                  int keep) {
    std::vector<std::string> backups;
    for (auto const& name : names)
        if (time_of_backup(name)) backups.push_back(name);
    std::ranges::sort(backups, std::greater<>()); // their order is that of their times
    auto const best = std::ranges::find_if(backups, [&](auto const& name) { return proven.contains(name); });
    auto const kept = best == backups.end() ? std::string() : *best;
    backups.erase(backups.begin(), backups.begin() + std::min(std::ssize(backups), std::ptrdiff_t{std::max(keep, 1)}));
    std::erase(backups, kept);
    return backups;
}

} // namespace baton
