// Text that came from outside, with its limits in the type: they reach validation and OpenAPI
// from here. Lengths count Unicode code points. Values are valid UTF-8 without NUL.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace baton {

// One or more lines. Min > 0 makes the field required and not blank.
template <std::size_t Min, std::size_t Max> struct Text : std::string {
    using std::string::string;
    Text() = default;
    Text(std::string s) : std::string(std::move(s)) {}
    static constexpr std::size_t min = Min, max = Max;
};

bool is_utf8(std::string_view);
// What is broken becomes U+FFFD, and so does NUL: for text that is kept but was never checked, such as a header.
std::string as_utf8(std::string_view);
std::size_t code_points(std::string_view utf8);
// True when there is nothing but white space (also U+3000 and U+00A0).
bool is_blank(std::string_view utf8);
// The text cut to at most `max` code points, never inside one.
std::string_view clip(std::string_view utf8, std::size_t max);

// A word of small letters, digits and _, beginning with a letter: what programs name fields and statuses by.
bool is_key(std::string_view);

// Only A to Z change; for words compared without case.
std::string ascii_lower(std::string_view);

} // namespace baton
