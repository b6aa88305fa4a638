#include "base/zone.h"

#include <chrono>
#include <map>
#include <memory>
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

} // namespace

std::int64_t local_date(Timestamp t, std::string const& zone) {
    std::int32_t raw = 0, daylight = 0;
    auto status = U_ZERO_ERROR;
    zone_named(zone).getOffset(double(t.us / 1000), false, raw, daylight, status);
    using namespace std::chrono;
    auto const local = sys_time<microseconds>(microseconds(t.us)) + milliseconds(raw + daylight);
    year_month_day const date(floor<days>(local));
    return int(date.year()) * 10'000 + unsigned(date.month()) * 100 + unsigned(date.day());
}

} // namespace baton
