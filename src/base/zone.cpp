#include "base/zone.h"

#include <chrono>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace baton {
namespace {

icu::TimeZone const& zone_named(std::string const& name) {
    thread_local std::map<std::string, std::unique_ptr<icu::TimeZone>>
        zones; // ICU's objects are not shared between threads
    auto& zone = zones[name];
    if (!zone) zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    return *zone;
}

std::int64_t number_of(std::chrono::year_month_day date) {
    return int(date.year()) * 10'000 + unsigned(date.month()) * 100 + unsigned(date.day());
}

std::chrono::year_month_day date_of(std::int64_t number) {
    using namespace std::chrono;
    return {year(int(number / 10'000)), month(unsigned(number / 100 % 100)), day(unsigned(number % 100))};
}

std::chrono::sys_time<std::chrono::microseconds> local_of(Timestamp t, std::string const& zone) {
    std::int32_t raw = 0, daylight = 0;
    auto status = U_ZERO_ERROR;
    zone_named(zone).getOffset(double(t.us / 1000), false, raw, daylight, status);
    using namespace std::chrono;
    return sys_time<microseconds>(microseconds(t.us)) + milliseconds(raw + daylight);
}

} // namespace

std::int64_t local_date(Timestamp t, std::string const& zone) {
    return number_of(std::chrono::floor<std::chrono::days>(local_of(t, zone)));
}

std::string local_time(Timestamp t, std::string const& zone) {
    using namespace std::chrono;
    auto const local = local_of(t, zone);
    auto const day = floor<days>(local);
    hh_mm_ss const clock(floor<seconds>(local - day));
    auto const date = number_of(day);
    return fmt::format("{}-{:02}-{:02} {:02}:{:02}:{:02}", date / 10'000, date / 100 % 100, date % 100,
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<Timestamp> day_start(std::int64_t date, std::string const& zone) {
    auto const day = date_of(date);
    if (!day.ok()) return std::nullopt;
    auto const local = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::sys_days(day));
    std::int32_t raw = 0, daylight = 0;
    auto status = U_ZERO_ERROR;
    // Where clocks leap over midnight the day begins with the leap, where they repeat it, the first time.
    auto const& rules = dynamic_cast<icu::BasicTimeZone const&>(zone_named(zone));
    rules.getOffsetFromLocal(double(local.time_since_epoch().count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                             daylight, status);
    return Timestamp{(local.time_since_epoch().count() - raw - daylight) * 1000};
}

std::int64_t day_after(std::int64_t date) {
    return number_of(std::chrono::year_month_day(std::chrono::sys_days(date_of(date)) + std::chrono::days(1)));
}

} // namespace baton
