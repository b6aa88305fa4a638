// Header values, cookies, Accept-Encoding, file names: nothing throws, and a safe file name stays what it is.
// fuzz-sources: src/http/header_value.cpp src/http/file_name.cpp src/http/gzip.cpp
// fuzz-sources: src/http/message.cpp src/http/scan.cpp src/base/text.cpp
#include "base/text.h"
#include "http/file_name.h"
#include "http/gzip.h"
#include "http/header_value.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    using namespace baton::http;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    if (auto const value = parse_header_value(text))
        for (auto const& [name, parameter] : value->parameters) (void)decode_extended(parameter);
    (void)decode_extended(text);
    (void)find_cookie(text, "session");
    (void)accepts_gzip(text);
    auto const name = safe_file_name(text);
    if (name.empty() || name.size() > 200 || !baton::is_utf8(name) || safe_file_name(name) != name) std::abort();
    if (name.find_first_of("/\\\"\r\n") != std::string::npos || name.front() == '.') std::abort();
    (void)attachment_disposition(text);
    return 0;
}
