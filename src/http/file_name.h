// File names of others, made fit to be stored, shown and sent back. Pure.
#pragma once
#include <string>
#include <string_view>

namespace baton::http {

// The last part of a path, as valid UTF-8 without control, bidirectional and other invisible characters, without what
// file systems forbid, without leading dots; at most 200 bytes, the extension kept. Never empty: "file" when nothing is
// left. Applied twice it changes nothing.
std::string safe_file_name(std::string_view raw);

// A Content-Disposition for downloads (RFC 6266): ASCII for old clients, UTF-8 for the others.
std::string attachment_disposition(std::string_view file_name);

} // namespace baton::http
