// Part of an answer (RFC 9110 §14): what players ask for who jump within a video, and downloads that go on. One range
// of bytes; who asks for several at once gets the whole, as the standard allows. Pure but for reading the source.
#pragma once
#include "http/message.h"

namespace baton::http {

struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0; // 0: there is nothing there
    bool operator==(ByteRange const&) const = default;
};

// What a Range header asks of a content of `size` bytes; absent when it asks for nothing that would be kept to: another
// unit, several ranges, no range.
std::optional<ByteRange> asked_range(std::string_view header, std::uint64_t size);

// Turns a 200 that says "Accept-Ranges: bytes" and has a source of known size into 206, or into 416 where there is
// nothing, when a GET asks for a part and If-Range, if any, is the very tag of what is there. Otherwise changes
// nothing.
void answer_range(Request const&, Response&);

} // namespace baton::http
