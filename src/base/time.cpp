#include "base/time.h"

#include <chrono>
#include <fmt/format.h>

namespace baton {
namespace {

using namespace std::chrono;

// Reads exactly `n` digits at the front of `s` and drops them; -1 when they are not digits.
int digits(std::string_view& s, std::size_t n) {
    if (s.size() < n) return -1;
    int value = 0;
    for (char const c : s.substr(0, n)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    s.remove_prefix(n);
    return value;
}

bool skip(std::string_view& s, std::string_view any_of) {
    if (s.empty() || any_of.find(s.front()) == std::string_view::npos) return false;
    s.remove_prefix(1);
    return true;
}

// ".5" → 500000; nullopt when a point is not followed by 1..9 digits.
std::optional<std::int64_t> fraction_us(std::string_view& s) {
    if (!skip(s, ".")) return 0;
    std::int64_t value = 0, scale = 100'000;
    int read = 0;
    for (; !s.empty() && s.front() >= '0' && s.front() <= '9'; s.remove_prefix(1), ++read, scale /= 10)
        value += scale * (s.front() - '0');
    if (read == 0 || read > 9) return std::nullopt;
    return value;
}

std::optional<minutes> offset(std::string_view& s) {
    if (skip(s, "Zz")) return minutes(0);
    bool const west = !s.empty() && s.front() == '-';
    if (!skip(s, "+-")) return std::nullopt;
    int const h = digits(s, 2);
    if (!skip(s, ":")) return std::nullopt;
    int const m = digits(s, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
    auto const length = hours(h) + minutes(m);
    return west ? -length : length;
}

} // namespace

Timestamp now() { return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()}; }

std::string to_rfc3339(Timestamp t) {
    sys_time<microseconds> const point{microseconds(t.us)};
    auto const day = floor<days>(point);
    year_month_day const date(day);
    hh_mm_ss const time(point - day);
    auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(date.year()), unsigned(date.month()),
                            unsigned(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
    if (auto const us = time.subseconds().count()) text += fmt::format(".{:06}", us);
    return text + "Z";
}

std::optional<Timestamp> from_rfc3339(std::string_view s) {
    int const y = digits(s, 4);
    if (!skip(s, "-")) return std::nullopt;
    int const mo = digits(s, 2);
    if (!skip(s, "-")) return std::nullopt;
    int const d = digits(s, 2);
    if (!skip(s, "Tt ")) return std::nullopt;
    int const h = digits(s, 2);
    if (!skip(s, ":")) return std::nullopt;
    int const mi = digits(s, 2);
    if (!skip(s, ":")) return std::nullopt;
    int const sec = digits(s, 2);
    auto const us = fraction_us(s);
    auto const zone = us ? offset(s) : std::nullopt;
    if (!zone || !s.empty() || y < 0 || mo < 0 || d < 0 || h < 0 || mi < 0 || sec < 0) return std::nullopt;
    year_month_day const date{year(y), month(unsigned(mo)), day(unsigned(d))};
    if (!date.ok() || h > 23 || mi > 59 || sec > 59) return std::nullopt;
    auto const point = sys_days(date) + hours(h) + minutes(mi) + seconds(sec) - *zone;
    return Timestamp{duration_cast<microseconds>(point.time_since_epoch()).count() + *us};
}

} // namespace baton
