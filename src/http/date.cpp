#include "http/date.h"

#include <array>
#include <fmt/format.h>

namespace baton::http {

std::string http_date(std::time_t t) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    ::gmtime_r(&t, &parts);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[std::size_t(parts.tm_wday)], parts.tm_mday,
                       months[std::size_t(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                       parts.tm_sec);
}

std::string_view current_http_date() {
    thread_local std::time_t second = -1;
    thread_local std::string text;
    if (auto const now = std::time(nullptr); now != second) {
        second = now;
        text = http_date(now);
    }
    return text;
}

} // namespace baton::http
