#include "http/gzip.h"

#include "http/message.h"
#include "http/scan.h"
#include <stdexcept>
#include <zlib.h>

namespace baton::http {

namespace {

// "q=0", "q=0.000": not acceptable (RFC 9110 §12.4.2).
bool is_zero_weight(std::string_view parameter) {
    auto const name = take_until(parameter, '=');
    auto const weight = trim(parameter);
    return same_name(name, "q") && !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

} // namespace

bool accepts_gzip(std::string_view accept) {
    bool any = false;
    while (!accept.empty()) {
        auto item = take_until(accept, ',');
        auto const coding = take_until(item, ';');
        bool const allowed = !is_zero_weight(take_until(item, ';'));
        if (same_name(coding, "gzip") || same_name(coding, "x-gzip")) return allowed;
        if (coding == "*") any = allowed;
    }
    return any;
}

bool is_compressible(std::string_view type) {
    auto const essence = take_until(type, ';');
    return essence.starts_with("text/") || essence.ends_with("json") || essence.ends_with("xml") ||
           essence.ends_with("javascript");
}

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    constexpr int with_gzip_header = 15 + 16, speed_first = 4, memory = 8;
    if (::deflateInit2(&stream, speed_first, Z_DEFLATED, with_gzip_header, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib could not start");
    std::string out(::deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    int const result = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib could not compress");
    return out;
}

} // namespace baton::http
