#include "http/access_log.h"

#include <fmt/format.h>
#include <iterator>

namespace baton::http {

namespace {

std::string_view name(Method m) {
    switch (m) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::del:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    case Method::other:
        return "other";
    }
    return "";
}

// The path comes from outside and may hold any byte; the line must stay one line of valid JSON.
void append_quoted(std::string& out, std::string_view raw) {
    out += '"';
    for (char const c : raw) {
        if (c == '"' || c == '\\') out += '\\';
        if (c >= 0x20 && c < 0x7f) out += c;
        else fmt::format_to(std::back_inserter(out), "\\u{:04x}", unsigned(static_cast<unsigned char>(c)));
    }
    out += '"';
}

} // namespace

std::string access_line(Request const& request, AccessEntry const& entry) {
    std::string line;
    line.reserve(256);
    auto const end = std::back_inserter(line);
    fmt::format_to(end, R"({{"at":"{}","id":"{}","remote":"{}","method":"{}","path":)", to_rfc3339(entry.at),
                   request.request_id, request.remote_address, name(request.method));
    std::string_view const target = request.target;
    append_quoted(line, target.substr(0, target.find('?')));
    fmt::format_to(end, R"(,"status":{},"bytes":{},"ms":{}.{:03}}})", entry.status, entry.bytes, entry.took_us / 1000,
                   entry.took_us % 1000);
    return line;
}

} // namespace baton::http
