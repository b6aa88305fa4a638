#include "http/file_name.h"

#include <cctype>
#include <fmt/format.h>
#include <iterator>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace baton::http {

namespace {

constexpr std::size_t max_bytes = 200;
constexpr std::size_t max_extension = 16;

bool is_invisible(UChar32 c) {
    if (c == 0x200C || c == 0x200D) return false; // joiners shape words and emoji
    auto const mask =
        U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CN_MASK | U_GC_CO_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
    return (U_GET_GC_MASK(c) & std::uint32_t(mask)) != 0;
}

bool is_forbidden(UChar32 c) {
    return c < 0x80 && std::string_view("<>:\"|?*").find(char(c)) != std::string_view::npos;
}

void append(std::string& out, UChar32 c) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(bytes, std::size_t(length));
}

std::string visible(std::string_view raw) {
    std::string out;
    auto const length = std::int32_t(raw.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 c;
        U8_NEXT(raw.data(), i, length, c);
        if (c < 0 || is_forbidden(c)) out += '_';
        else if (!is_invisible(c)) append(out, c);
    }
    return out;
}

std::string_view without_dots(std::string_view s) {
    auto const first = s.find_first_not_of(". ");
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(". ") - first + 1);
}

// Never inside a character.
std::string_view cut(std::string_view s, std::size_t bytes) {
    if (s.size() <= bytes) return s;
    while (bytes > 0 && (s[bytes] & 0xC0) == 0x80) --bytes;
    return s.substr(0, bytes);
}

} // namespace

std::string safe_file_name(std::string_view raw) {
    raw.remove_prefix(raw.find_last_of("/\\") + 1);
    auto const clean = visible(raw);
    auto const name = without_dots(clean);
    if (name.empty()) return "file";
    if (name.size() <= max_bytes) return std::string(name);
    auto const dot = name.rfind('.');
    auto const extension = dot != std::string_view::npos && name.size() - dot <= max_extension ? name.substr(dot) : "";
    auto const stem = without_dots(cut(name, max_bytes - extension.size()));
    return std::string(stem) + std::string(extension);
}

std::string attachment_disposition(std::string_view file_name) {
    auto const name = safe_file_name(file_name);
    std::string ascii, utf8;
    for (char const c : name) {
        auto const byte = static_cast<unsigned char>(c);
        ascii += byte < 0x80 && c != '%' ? c : '_';
        if (byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view(".-_").find(c) != std::string_view::npos))
            utf8 += c;
        else fmt::format_to(std::back_inserter(utf8), "%{:02X}", byte);
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii, utf8);
}

} // namespace baton::http
