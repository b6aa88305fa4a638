#pragma once
// The files of web/dist, embedded into the binary by tools/embed_web.py, sorted by path. Empty when the web front end
// was not built. The bytes live as long as the process.
#include <span>
#include <string_view>

namespace baton::http {

struct WebFile {
    std::string_view path;       // "/index.html"
    std::string_view media_type; // "text/html; charset=utf-8"
    std::string_view etag;       // quoted, from the content
    std::string_view body;
    std::string_view gzip; // body compressed; empty where that would not be smaller
    bool immutable;        // the name carries a content hash, so it may be cached for ever
};

std::span<WebFile const> embedded_web_files();

} // namespace baton::http
