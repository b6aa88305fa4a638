// Small steps of reading header text. Pure; views point into what was given.
#pragma once
#include <string>
#include <string_view>

namespace baton::http {

// Without blanks and tabs at both ends.
std::string_view trim(std::string_view);
// Cuts off what stands before the first separator, and the separator; returns it trimmed.
std::string_view take_until(std::string_view& rest, char separator);
// ASCII only.
std::string lower_case(std::string_view);
// RFC 9110 §5.6.2.
bool is_token(std::string_view);
// 0..15, or -1.
int hex_value(char);

} // namespace baton::http
