#include "http/web_file.h"

#include "http/gzip.h"
#include "http/query.h"
#include <algorithm>
#include <array>

namespace baton::http {

namespace {

WebFile const* find(std::span<WebFile const> files, std::string_view path) {
    auto const it = std::ranges::find(files, path, &WebFile::path);
    return it == files.end() ? nullptr : &*it;
}

bool is_under(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_server_address(std::string_view path) {
    static constexpr std::array<std::string_view, 5> folders{"/api", "/live", "/healthz", "/readyz", "/metrics"};
    return std::ranges::any_of(folders, [&](auto folder) { return is_under(path, folder); });
}

// A browser going to a page, not a script or image that is missing.
bool is_navigation(Request const& request, std::string_view path) {
    auto const last = path.substr(path.rfind('/') + 1);
    return request.header("Accept").find("text/html") != std::string_view::npos &&
           last.find('.') == std::string_view::npos;
}

WebFile const* page_for(Request const& request, std::string_view path, std::span<WebFile const> files) {
    if (is_server_address(path) || !is_navigation(request, path)) return nullptr;
    return find(files, is_portal_address(path) ? "/portal/index.html" : "/index.html");
}

Response answer(WebFile const& file, Request const& request) {
    Response r;
    bool const packed = !file.gzip.empty() && accepts_gzip(request.header("Accept-Encoding"));
    r.headers.push_back({"Content-Type", std::string(file.media_type)});
    r.headers.push_back({"ETag", packed ? "W/" + std::string(file.etag) : std::string(file.etag)});
    r.headers.push_back({"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
    if (!file.gzip.empty()) r.headers.push_back({"Vary", "Accept-Encoding"});
    if (packed) r.headers.push_back({"Content-Encoding", "gzip"});
    r.body = packed ? file.gzip : file.body;
    return r;
}

} // namespace

bool is_portal_address(std::string_view path) { return is_under(path, "/portal"); }

std::optional<Response> web_file(Request const& request, std::span<WebFile const> files) {
    if (request.method != Method::get && request.method != Method::head) return std::nullopt;
    auto const path = parse_target(request.target).path;
    auto const* file = find(files, path == "/" ? "/index.html" : std::string_view(path));
    if (!file) file = page_for(request, path, files);
    return file ? std::optional(answer(*file, request)) : std::nullopt;
}

} // namespace baton::http
