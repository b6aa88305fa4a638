// The reader of request targets: throws Error, or yields a target that reads back as itself and keeps its promises.
// fuzz-sources: src/http/query.cpp src/http/scan.cpp src/base/text.cpp
#include "base/error.h"
#include "base/text.h"
#include "http/query.h"

#include <cstdio>
#include <cstdlib>

namespace baton::http {
namespace {

std::string escape(std::string_view s, bool keep_slash) {
    std::string out;
    for (char const c : s) {
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", unsigned(static_cast<unsigned char>(c)));
        if (c == '/' && keep_slash) out += c;
        else out += code;
    }
    return out;
}

void check(bool holds) {
    if (!holds) std::abort();
}

void read(std::string_view raw) {
    auto const target = parse_target(raw);
    check(target.path.starts_with('/') && is_utf8(target.path));
    check((target.path + '/').find("/../") == std::string::npos);
    check(target.path.find_first_of(std::string_view("\0\\\r\n", 4)) == std::string::npos);
    auto again = escape(target.path, true) + '?';
    for (auto const& [name, value] : target.query) {
        check(is_utf8(name) && is_utf8(value));
        again += escape(name, false) + '=' + escape(value, false) + '&';
    }
    if (again.size() <= 8192) check(parse_target(again) == target);
}

} // namespace
} // namespace baton::http

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    try {
        baton::http::read({reinterpret_cast<char const*>(data), size});
    } catch (baton::Error const&) {}
    return 0;
}
