// The multipart reader: the first byte says how the rest is cut, and the cut must not matter.
// fuzz-sources: src/http/multipart.cpp src/http/header_value.cpp src/http/message.cpp
// fuzz-sources: src/http/scan.cpp src/base/text.cpp
#include "base/error.h"
#include "http/multipart.h"

#include <cstdlib>

namespace baton::http {
namespace {

// Everything the sink saw, in one text; data of a part runs together.
struct Transcript : PartSink {
    std::string text;
    bool open = false;
    void part_begin(PartHead const& head) override {
        if (open) std::abort();
        open = true;
        text += "[" + head.name + "|" + head.filename.value_or("-") + "|" + head.media_type + "|";
    }
    void part_data(std::string_view piece) override {
        if (!open) std::abort();
        text += piece;
    }
    void part_end() override {
        if (!open) std::abort();
        open = false;
        text += "]";
    }
};

std::string read(std::string_view body, std::size_t piece) {
    Transcript seen;
    Multipart reader("b0", {}, seen);
    try {
        for (std::size_t i = 0; i < body.size(); i += piece) reader.write(body.substr(i, piece));
        reader.finish();
    } catch (Error const&) {
        return "error"; // how much of a part came before depends on the cut
    }
    if (seen.open) std::abort();
    return seen.text;
}

} // namespace
} // namespace baton::http

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const body(reinterpret_cast<char const*>(data) + 1, size - 1);
    if (baton::http::read(body, data[0] % 16 + 1) != baton::http::read(body, size)) std::abort();
    return 0;
}
