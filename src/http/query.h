// The target of a request: its path and query, decoded once. Pure.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baton::http {

struct Target {
    std::string path;                                       // begins with '/'; UTF-8 without control characters
    std::vector<std::pair<std::string, std::string>> query; // in the order sent, names may repeat
    bool operator==(Target const&) const = default;
};

// Reads "/path?query", also behind "http://host" (RFC 9112 §3.2). Throws Error::malformed for broken escapes, NUL,
// invalid UTF-8, and in the path also for control characters, "." and ".." segments, backslashes and escaped slashes,
// which routers, proxies and file systems read differently; for more than 8 KiB or 100 pairs.
Target parse_target(std::string_view);

} // namespace baton::http
