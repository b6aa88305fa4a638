#include "base/xlsx_cell.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::int64_t seconds_of_day = 86'400, last_day = 2'958'465; // 9999-12-31
constexpr std::int64_t days_until_1904 = 1'462;
constexpr std::int64_t day_that_never_was = 60; // 1900-02-29

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string day_text(std::int64_t day) {
    if (day == day_that_never_was) return "1900-02-29";
    auto const since = std::chrono::days(day < day_that_never_was ? day + 1 : day);
    std::chrono::year_month_day const date(std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + since);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string clock_text(std::int64_t seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

// What stands at this place means itself: how long it is. 0: it is a sign of the format.
std::size_t literal_size(std::string_view code, std::size_t at) {
    auto const until = [&](char end) {
        auto const found = code.find(end, at + 1);
        return (found == code.npos ? code.size() : found + 1) - at;
    };
    switch (code[at]) {
    case '"':
        return until('"');
    case '[':
        return until(']');
    case '\\': // the character after it
    case '_':  // as much room as that one takes
    case '*':  // that one again and again
        return 2;
    default:
        return 0;
    }
}

std::optional<std::uint32_t> code_at(std::string_view text, std::size_t at) {
    auto const code = text.substr(std::min(at, text.size()), 7);
    std::uint32_t value = 0;
    if (code.size() < 7 || !code.starts_with("_x") || code[6] != '_') return std::nullopt;
    auto const [end, error] = std::from_chars(code.data() + 2, code.data() + 6, value, 16);
    return error == std::errc() && end == code.data() + 6 ? std::optional(value) : std::nullopt;
}

void append_utf8(std::string& text, std::uint32_t c) {
    if (c < 0x80) {
        text += char(c);
        return;
    }
    if (c < 0x800) text += char(0xC0 | c >> 6);
    else if (c < 0x10000) (text += char(0xE0 | c >> 12)) += char(0x80 | (c >> 6 & 0x3F));
    else ((text += char(0xF0 | c >> 18)) += char(0x80 | (c >> 12 & 0x3F))) += char(0x80 | (c >> 6 & 0x3F));
    text += char(0x80 | (c & 0x3F));
}

bool is_high(std::uint32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low(std::uint32_t c) { return c >= 0xDC00 && c < 0xE000; }

} // namespace

std::optional<std::size_t> column_of_reference(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    for (; letters < reference.size() && letters < 4; ++letters) {
        auto const c = reference[letters];
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + std::size_t(c - 'A') + 1;
    }
    if (letters == 0 || letters == 4) return std::nullopt;
    return column - 1;
}

std::string number_text(std::string_view written) {
    auto const value = number_in(written);
    if (!value) return std::string(written);
    if (*value == 0) return "0";
    auto const size = std::abs(*value);
    char text[64];
    auto const format = size < 1e21 && size >= 1e-9 ? std::chars_format::fixed : std::chars_format::general;
    return {text, std::to_chars(text, text + sizeof text, *value, format).ptr};
}

std::string date_text(std::string_view written, DateSystem system) {
    auto const value = number_in(written);
    if (!value || *value < 0 || *value > double(last_day)) return number_text(written);
    auto const seconds = std::llround(*value * double(seconds_of_day));
    auto const day = seconds / seconds_of_day + (system == DateSystem::from_1904 ? days_until_1904 : 0);
    if (day > last_day) return number_text(written);
    auto const clock = clock_text(seconds % seconds_of_day);
    if (day == 0) return clock;
    return seconds % seconds_of_day == 0 ? day_text(day) : fmt::format("{} {}", day_text(day), clock);
}

bool is_date_format(int id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

bool is_date_format(std::string_view code) {
    for (std::size_t i = 0; i < code.size();) {
        if (auto const size = literal_size(code, i); size > 0) {
            i += size;
            continue;
        }
        if (std::string_view("yYmMdDhHsS").find(code[i]) != std::string_view::npos) return true;
        ++i;
    }
    return false;
}

std::string decoded_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        auto const code = code_at(text, i);
        if (!code) {
            out += text[i++];
            continue;
        }
        i += 7;
        auto const low = is_high(*code) ? code_at(text, i) : std::nullopt;
        if (low && is_low(*low)) {
            append_utf8(out, 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00));
            i += 7;
        } else append_utf8(out, is_high(*code) || is_low(*code) ? 0xFFFD : *code);
    }
    return out;
}

} // namespace baton
