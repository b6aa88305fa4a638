#include "base/text.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace baton {

bool is_utf8(std::string_view s) {
    auto const length = std::int32_t(s.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(s.data(), i, length, c);
        if (c < 0) return false;
    }
    return true;
}

std::string as_utf8(std::string_view s) {
    std::string out;
    auto const length = std::int32_t(s.size());
    for (std::int32_t i = 0; i < length;) {
        auto const begin = i;
        UChar32 c;
        U8_NEXT(s.data(), i, length, c);
        if (c > 0) out += s.substr(std::size_t(begin), std::size_t(i - begin));
        else out += "\uFFFD";
    }
    return out;
}

std::size_t code_points(std::string_view s) {
    return std::size_t(std::ranges::count_if(s, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_blank(std::string_view s) {
    auto const length = std::int32_t(s.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(s.data(), i, length, c);
        if (c < 0 || !u_isUWhiteSpace(c)) return false;
    }
    return true;
}

std::string_view clip(std::string_view s, std::size_t max) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < s.size(); ++i)
        if ((s[i] & 0xC0) != 0x80 && ++seen > max) return s.substr(0, i);
    return s;
}

bool is_key(std::string_view text) {
    auto const is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    auto const may_follow = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && is_letter(text[0]) && std::ranges::all_of(text, may_follow);
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z') c = char(c + ('a' - 'A'));
    return lower;
}

} // namespace baton
