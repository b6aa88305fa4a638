// The request parser: the first byte says how the rest is cut, and the cut must not matter for what is accepted.
// fuzz-sources: src/http/request_parser.cpp src/http/message.cpp
#include "http/request_parser.h"

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
#include <cstdlib>

namespace baton::http {
namespace {

constexpr std::size_t max_header = 1024;

std::string read(std::string_view bytes, std::size_t piece) {
    std::string waiting;
    RequestParser parser(max_header);
    try {
        for (std::size_t i = 0; i < bytes.size() && !parser.complete(); i += piece) {
            waiting += bytes.substr(i, piece);
            for (bool more = true; more && !parser.complete() && !waiting.empty();) {
                bool const had_head = parser.head_complete();
                waiting.erase(0, parser.feed(waiting));
                more = parser.head_complete() != had_head;
            }
        }
    } catch (Error const&) {
        return "error";
    }
    if (!parser.complete()) return "incomplete";
    std::string seen = parser.request()->target + "|";
    for (auto const& h : parser.request()->headers) seen += h.name + "=" + h.value + "|";
    return seen + parser.body();
}

} // namespace
} // namespace baton::http

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
    auto const whole = baton::http::read(bytes, size), pieces = baton::http::read(bytes, data[0] % 16 + 1);
    if (whole != pieces && whole != "error" && pieces != "error") std::abort();
    return 0;
}
