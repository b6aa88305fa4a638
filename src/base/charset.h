// Text in the encodings that files come in. Thread-safe.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

BOOST_DEFINE_ENUM_CLASS(Charset, utf8, gb18030)

// Absent when the bytes are no text in this encoding.
std::optional<std::string> utf8_of(std::string_view bytes, Charset);

} // namespace baton
