#include "demo/rhythm.h"

#include "base/zone.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace baton::demo {
namespace {

constexpr std::int64_t ahead_us = 8 * hour_us;

std::int64_t days_since_1970(Timestamp t) { return (t.us + ahead_us) / day_us; }
Timestamp midnight(Timestamp t) { return {days_since_1970(t) * day_us - ahead_us}; }

constexpr std::array hours_of_shoppers = {4,  2,  1,  1,  1,  2,  6,  18, 42, 74, 88, 80,
                                          52, 58, 78, 84, 76, 62, 48, 52, 66, 58, 34, 14};
constexpr std::array hours_of_staff = {0,  0,  0,  0,  0,  0,  1,  6, 48, 90, 76, 56,
                                       18, 60, 74, 66, 54, 30, 10, 4, 2,  1,  0,  0};
constexpr std::array days_of_shoppers = {118, 108, 100, 98, 104, 78, 46};
constexpr std::array days_of_staff = {130, 108, 100, 98, 92, 14, 4};
constexpr std::array sale = {420, 560, 380}; // percent of a usual day
constexpr std::array after_sale = {210, 170, 140};

// So many times as many as usual, in percent.
int surge(Season const& season, int day) {
    auto const n = day - season.sale_first;
    if (n >= 0 && n < int(sale.size())) return sale[std::size_t(n)];
    auto const later = n - int(sale.size());
    return later >= 0 && later < int(after_sale.size()) ? after_sale[std::size_t(later)] : 100;
}

int weight_of(Season const& season, Crowd crowd, int day) {
    auto const which = std::size_t(weekday(season.day(day)));
    if (crowd == Crowd::staff) return days_of_staff[which] * 100;
    return days_of_shoppers[which] * surge(season, day);
}

Timestamp moment_of(Dice& dice, Season const& season, Crowd crowd, int day) {
    auto const& hours = crowd == Crowd::shoppers ? hours_of_shoppers : hours_of_staff;
    auto const hour = std::int64_t(dice.weighted(hours));
    return season.day(day) + hour * hour_us + dice.between(0, hour_us / 1000 - 1) * 1000;
}

} // namespace

int weekday(Timestamp t) { return int((days_since_1970(t) + 3) % 7); } // 1970-01-01 was a Thursday

int local_hour(Timestamp t) { return int((t.us + ahead_us) % day_us / hour_us); }

std::string local_day(Timestamp t) { return local_time(t, "Asia/Shanghai").substr(0, 10); }

Season season_until(Timestamp now) {
    Season season{midnight(now + -(days_played - 1) * day_us), now};
    season.sale_first = 61;
    season.batch_first = 38;
    return season;
}

Timestamp arrival_between(Dice& dice, Season const& season, int first_day, int last_day) {
    for (;;) {
        auto const at = moment_of(dice, season, Crowd::shoppers, int(dice.between(first_day, last_day)));
        if (at < season.now) return at;
    }
}

Timestamp arrival(Dice& dice, Season const& season, Crowd crowd) {
    std::array<int, days_played> weights{};
    for (int day = 0; day < days_played; ++day) weights[std::size_t(day)] = weight_of(season, crowd, day);
    for (;;) { // today ends now
        auto const at = moment_of(dice, season, crowd, int(dice.weighted(weights)));
        if (at < season.now) return at;
    }
}

Timestamp at_work(Dice& dice, Place place, Timestamp t) {
    bool const long_hours = place == Place::service;
    int const opens = long_hours ? 8 : 9, closes = long_hours ? 22 : 18, last_weekday = long_hours ? 6 : 5;
    if (weekday(t) <= last_weekday && local_hour(t) >= opens && local_hour(t) < closes) return t;
    auto day = midnight(t);
    if (local_hour(t) >= closes || weekday(t) > last_weekday) day = day + day_us;
    while (weekday(day) > last_weekday) day = day + day_us;
    return day + opens * hour_us + dice.early(2, 150) * minute_us + dice.between(0, 59'999) * 1000;
}

} // namespace baton::demo
