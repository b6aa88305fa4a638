#include "http/query.h"

#include "base/error.h"
#include "base/text.h"
#include "http/scan.h"
#include <algorithm>

namespace baton::http {

namespace {

constexpr std::size_t max_length = 8 * 1024;
constexpr std::size_t max_pairs = 100;

[[noreturn]] void refuse(char const* why) {
    throw Error(ErrorCode::malformed, std::string("The address of the request ") + why + ".");
}

char escaped(std::string_view digits) {
    auto const high = digits.size() < 2 ? -1 : hex_value(digits[0]);
    auto const low = digits.size() < 2 ? -1 : hex_value(digits[1]);
    if (high < 0 || low < 0) refuse("has a broken % escape");
    return char(high * 16 + low);
}

std::string decode(std::string_view raw, bool plus_is_space) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            out += escaped(raw.substr(i + 1, 2));
            i += 2;
        } else out += raw[i] == '+' && plus_is_space ? ' ' : raw[i];
    }
    if (out.find('\0') != std::string::npos) refuse("contains the NUL character");
    if (!is_utf8(out)) refuse("is not valid UTF-8");
    return out;
}

bool is_control(char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }

void check_segments(std::string_view path) {
    while (!path.empty()) {
        auto const end = path.find('/');
        auto const segment = path.substr(0, end);
        if (segment == "." || segment == "..") refuse("has a \".\" or \"..\" segment");
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
}

std::string read_path(std::string_view raw) {
    if (!raw.starts_with('/')) refuse("does not begin with a slash");
    auto path = decode(raw, false);
    if (std::ranges::count(path, '/') != std::ranges::count(raw, '/')) refuse("has an escaped slash");
    if (path.find('\\') != std::string::npos) refuse("has a backslash");
    if (std::ranges::any_of(path, is_control)) refuse("has a control character");
    check_segments(path);
    return path;
}

std::string_view without_origin(std::string_view raw) {
    if (!raw.starts_with("http://") && !raw.starts_with("https://")) return raw;
    auto const slash = raw.find_first_of("/?", raw.find("://") + 3);
    return slash == std::string_view::npos ? std::string_view("/") : raw.substr(slash);
}

} // namespace

Target parse_target(std::string_view raw) {
    if (raw.size() > max_length) refuse("is too long");
    if (raw.find('#') != std::string_view::npos) refuse("has a fragment");
    raw = without_origin(raw);
    auto const mark = raw.find('?');
    Target target;
    target.path = read_path(raw.substr(0, mark));
    auto rest = mark == std::string_view::npos ? std::string_view() : raw.substr(mark + 1);
    while (!rest.empty()) {
        auto const end = rest.find('&');
        auto const pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (pair.empty()) continue;
        if (target.query.size() == max_pairs) refuse("has too many query values");
        auto const equals = pair.find('=');
        auto const value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        target.query.emplace_back(decode(pair.substr(0, equals), true), decode(value, true));
    }
    return target;
}

} // namespace baton::http
