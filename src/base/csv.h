// Comma-separated values (RFC 4180) in UTF-8, safe to be opened in a spreadsheet program. Pure.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace baton {

// First in a file: without it spreadsheet programs take the rest for another encoding.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

// A text that a spreadsheet program would run as a formula gets an apostrophe before it, which makes it a text again
// (OWASP, CSV Injection). Plain numbers stay what they are.
void append_csv_row(std::string& to, std::span<std::string const> cells);

} // namespace baton
