// What people type in different ways and mean the same: compatibility forms (full-width digits and
// letters), case, and domain names in their own script. Input is valid UTF-8. Thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace baton {

// Normalisation form KC (UAX #15) without format characters (bidi marks, zero-width space):
// "（１３８）" → "(138)".
std::string plain_form(std::string_view utf8);
// The same with Unicode case folding and every run of white space one blank, none at the ends: names are compared so.
std::string folded(std::string_view utf8);
// A domain name in its ASCII form, lower case (UTS #46, RFC 5891): "例子.公司" → "xn--fsqu00a.xn--55qx5d".
// Absent when it is none.
std::optional<std::string> ascii_domain(std::string_view utf8);

} // namespace baton
