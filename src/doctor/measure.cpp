#include "doctor/measure.h"

#include <array>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t longest_beginning = 160;

} // namespace

std::string size_in_words(std::int64_t bytes) {
    constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB"};
    auto size = double(bytes);
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
    return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.1f} {}", size, units[unit]);
}

std::string time_in_words(std::int64_t seconds) {
    if (seconds >= 2 * 86'400) return fmt::format("{} days", seconds / 86'400);
    if (seconds >= 2 * 3600) return fmt::format("{} hours", seconds / 3600);
    if (seconds >= 2 * 60) return fmt::format("{} minutes", seconds / 60);
    return fmt::format("{} s", seconds);
}

std::string time_in_chinese(std::int64_t seconds) {
    if (seconds >= 2 * 86'400) return fmt::format("{} 天", seconds / 86'400);
    if (seconds >= 2 * 3600) return fmt::format("{} 小时", seconds / 3600);
    if (seconds >= 2 * 60) return fmt::format("{} 分钟", seconds / 60);
    return fmt::format("{} 秒", seconds);
}

std::string beginning_of(std::string_view sql) {
    std::string line(sql.substr(0, longest_beginning));
    for (char& c : line)
        if (c == '\n') c = ' ';
    return sql.size() > longest_beginning ? fmt::format("{}…", line) : line;
}

} // namespace baton
