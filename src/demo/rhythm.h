// When requests come and when people work: busy mornings and afternoons, quiet nights and Sundays, one sale. Local time
// is that of China, eight hours ahead of UTC all year. Pure.
#pragma once
#include "base/time.h"
#include "demo/dice.h"

#include <vector>

namespace baton::demo {

inline constexpr int days_played = 90;
inline constexpr std::int64_t minute_us = 60 * microseconds_per_second, hour_us = 60 * minute_us, day_us = 24 * hour_us;

// Departments. Their order is that of company.cpp.
enum class Place { service, aftersales, quality, warehouse, finance, it, market, stores };
inline constexpr std::size_t places = 8;

// The 90 days that end at `now`: they begin at a local midnight.
struct Season {
    Timestamp begin{}, now{};
    int sale_first = 0, sale_days = 3; // days since begin: the sale
    int batch_first = 0, batch_days = 10;
    Timestamp day(int n) const { return begin + n * day_us; }
};
Season season_until(Timestamp now);

enum class Crowd { shoppers, staff };
// A moment of the season at which somebody of them asks for something.
Timestamp arrival(Dice&, Season const&, Crowd);
// On one of these days, counted from the season's begin.
Timestamp arrival_between(Dice&, Season const&, int first_day, int last_day);

// The next moment at which somebody works there: `t` itself, or a while after they open.
Timestamp at_work(Dice&, Place, Timestamp t);

int weekday(Timestamp);           // 0 = Monday
int local_hour(Timestamp);        // 0..23
std::string local_day(Timestamp); // "2026-11-21"

} // namespace baton::demo
