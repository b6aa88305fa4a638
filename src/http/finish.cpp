#include "http/finish.h"

#include "http/gzip.h"
#include "http/range.h"
#include "http/scan.h"
#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <fmt/format.h>
#include <iterator>
#include <stdexcept>

namespace baton::http {

namespace {

constexpr std::size_t worth_compressing = 1024;

bool has(Response const& r, std::string_view name) {
    return std::ranges::any_of(r.headers, [&](Header const& h) { return same_name(h.name, name); });
}

void add_unless_set(Response& r, std::string_view name, std::string_view value) {
    if (!has(r, name)) r.headers.push_back({std::string(name), std::string(value)});
}

// Pages load nothing from elsewhere; styles may be inline because component libraries set them at run time.
constexpr std::string_view policy_without_ancestors =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors ";

void add_security_headers(Response& r) {
    add_unless_set(r, "Referrer-Policy", "no-referrer");
    add_unless_set(r, "X-Content-Type-Options", "nosniff");
    if (find_header(r.headers, "Content-Type").starts_with("text/html"))
        add_unless_set(r, "Content-Security-Policy", content_security_policy("'none'"));
}

void check_headers(Response const& r) {
    auto const control = [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; };
    for (auto const& h : r.headers)
        if (!is_token(h.name) || std::ranges::any_of(h.value, control))
            throw std::runtime_error("the answer has a header with a control character: " + lower_case(h.name));
}

std::string_view opaque_tag(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

void answer_not_modified(Request const& request, Response& r) {
    if (r.status != 200 || (request.method != Method::get && request.method != Method::head)) return;
    auto const etag = find_header(r.headers, "ETag");
    if (etag.empty() || !matches_etag(request.header("If-None-Match"), etag)) return;
    r.status = 304;
    r.body.clear();
    r.source.reset();
    std::erase_if(r.headers, [](Header const& h) { return same_name(h.name, "Content-Type"); });
}

bool could_compress(Response const& r) {
    return !r.source && r.body.size() >= worth_compressing && allows_body(r.status) &&
           is_compressible(find_header(r.headers, "Content-Type")) && !has(r, "Content-Encoding");
}

void add_vary(Response& r) {
    for (auto& h : r.headers)
        if (same_name(h.name, "Vary")) {
            if (h.value.find("Accept-Encoding") == std::string::npos) h.value += ", Accept-Encoding";
            return;
        }
    r.headers.push_back({"Vary", "Accept-Encoding"});
}

// Other bytes of the same meaning must not carry the same strong tag.
void weaken_etag(Response& r) {
    for (auto& h : r.headers)
        if (same_name(h.name, "ETag") && h.value.starts_with('"')) h.value.insert(0, "W/");
}

void compress(Request const& request, Response& r) {
    add_vary(r);
    if (!accepts_gzip(request.header("Accept-Encoding"))) return;
    r.body = gzip(r.body);
    r.headers.push_back({"Content-Encoding", "gzip"});
    weaken_etag(r);
}

} // namespace

std::string content_security_policy(std::string_view ancestors) {
    return std::string(policy_without_ancestors).append(ancestors);
}

Error internal_error() {
    return Error(ErrorCode::internal,
                 "Something went wrong on the server; its log has the cause under this request id.");
}

bool matches_etag(std::string_view list, std::string_view etag) {
    auto const wanted = opaque_tag(etag);
    while (!list.empty()) {
        auto const first = list.find_first_not_of(" \t,");
        if (first == std::string_view::npos) return false;
        list.remove_prefix(first);
        if (list.front() == '*') return true;
        auto const quote = list.find('"');
        auto const end = quote == std::string_view::npos ? quote : list.find('"', quote + 1);
        if (end == std::string_view::npos) return false;
        if (opaque_tag(list.substr(0, end + 1)) == wanted) return true;
        list.remove_prefix(end + 1);
    }
    return false;
}

bool is_heavy(Request const& request, Response const& r) {
    return could_compress(r) && accepts_gzip(request.header("Accept-Encoding"));
}

void finish(Request const& request, Response& r) {
    check_headers(r);
    add_security_headers(r);
    if (r.status == 429 || r.status == 503) add_unless_set(r, "Retry-After", "1");
    answer_not_modified(request, r);
    answer_range(request, r);
    if (could_compress(r)) compress(request, r);
}

bool allows_body(int status) { return status >= 200 && status != 204 && status != 304; }

namespace {

// How the client knows where the body ends. HTTP/1.0 has no chunks: there the end of the connection is its end.
void append_framing(std::string& head, Response const& r, bool http_1_0) {
    auto const size = r.source ? r.source->size() : std::optional<std::uint64_t>(r.body.size());
    if (size) fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", *size);
    else if (!http_1_0) head += "Transfer-Encoding: chunked\r\n";
}

} // namespace

std::string response_head(Response const& r, HeadOptions const& options) {
    std::string head;
    head.reserve(512);
    auto const reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(unsigned(r.status)));
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: ", r.status,
                   std::string_view(reason.data(), reason.size()));
    head.append(options.date).append("\r\nX-Request-Id: ").append(options.request_id).append("\r\n");
    for (auto const& h : r.headers) head.append(h.name).append(": ").append(h.value).append("\r\n");
    if (allows_body(r.status)) append_framing(head, r, options.http_1_0);
    if (!options.keep_alive) head += "Connection: close\r\n";
    else if (options.http_1_0) head += "Connection: keep-alive\r\n";
    return head += "\r\n";
}

} // namespace baton::http
