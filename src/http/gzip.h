// gzip for answers. Pure functions.
#pragma once
#include <string>
#include <string_view>

namespace baton::http {

// Whether an Accept-Encoding header (RFC 9110 §12.5.3, with q-values) allows gzip. Absent or empty: no.
bool accepts_gzip(std::string_view accept_encoding);
// Whether compressing bytes of this media type is worth it: text, JSON, XML, JavaScript, SVG.
bool is_compressible(std::string_view media_type);
// Throws std::runtime_error when zlib fails.
std::string gzip(std::string_view bytes);

} // namespace baton::http
