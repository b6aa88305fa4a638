#include "http/finish.h"

#include "http/date.h"
#include "http/gzip.h"
#include <gtest/gtest.h>
#include <zlib.h>

namespace baton::http {

namespace {

std::string gunzip(std::string_view bytes) {
    z_stream stream{};
    ::inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    return out;
}

Request with(std::string name, std::string value) {
    Request r;
    r.headers.push_back({std::move(name), std::move(value)});
    return r;
}

Response json(std::size_t bytes) {
    Response r;
    r.headers.push_back({"Content-Type", "application/json"});
    r.headers.push_back({"ETag", "\"v7\""});
    r.body = std::string(bytes, '7');
    return r;
}

TEST(Gzip, obeys_accept_encoding) {
    for (auto const* yes : {"gzip", "br, gzip;q=0.5", "GZIP", "*", "deflate;q=0, *;q=0.1", "gzip ; q=1"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (auto const* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "*, gzip;q=0", "identity"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Gzip, shrinks_large_text_and_says_so) {
    auto r = json(5000);
    finish(with("Accept-Encoding", "gzip"), r);
    EXPECT_EQ(find_header(r.headers, "Content-Encoding"), "gzip");
    EXPECT_EQ(find_header(r.headers, "Vary"), "Accept-Encoding");
    EXPECT_EQ(find_header(r.headers, "ETag"), "W/\"v7\"") << "other bytes under the same strong tag";
    EXPECT_EQ(gunzip(r.body), std::string(5000, '7'));
}

TEST(Gzip, leaves_alone_what_is_small_compressed_already_or_no_text) {
    auto small = json(1023), image = json(5000), done = json(5000), unasked = json(5000);
    image.headers.front().value = "image/png";
    done.headers.push_back({"Content-Encoding", "br"});
    auto const accept = with("Accept-Encoding", "gzip");
    for (auto* r : {&small, &image, &done}) finish(accept, *r);
    finish(Request(), unasked);
    EXPECT_EQ(small.body.size(), 1023u);
    EXPECT_EQ(image.body.size(), 5000u);
    EXPECT_EQ(done.body.size(), 5000u);
    EXPECT_EQ(unasked.body.size(), 5000u);
    EXPECT_EQ(find_header(unasked.headers, "Vary"), "Accept-Encoding") << "caches must know that it could differ";
}

TEST(NotModified, needs_a_matching_tag) {
    for (auto const* yes : {"\"v7\"", "W/\"v7\"", "\"a\", W/\"v7\"", "*", " \"x,y\" ,\"v7\""})
        EXPECT_TRUE(matches_etag(yes, "\"v7\"")) << yes;
    for (auto const* no : {"", "v7", "\"v\"", "\"v77\"", "\"v7", "\"a\", \"b\"", ",,"})
        EXPECT_FALSE(matches_etag(no, "\"v7\"")) << no;
}

TEST(NotModified, keeps_the_tag_and_drops_the_body) {
    auto r = json(5000);
    finish(with("If-None-Match", "W/\"v7\""), r);
    EXPECT_EQ(r.status, 304);
    EXPECT_EQ(r.body, "");
    EXPECT_EQ(find_header(r.headers, "ETag"), "\"v7\"");
    EXPECT_EQ(response_head(r, {}).find("Content-Length"), std::string::npos);
}

TEST(NotModified, is_only_for_reading) {
    auto r = json(10);
    auto request = with("If-None-Match", "*");
    request.method = Method::post;
    finish(request, r);
    EXPECT_EQ(r.status, 200);
}

TEST(SecurityHeaders, are_on_every_answer_and_strict_for_pages) {
    Response page;
    page.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
    finish(Request(), page);
    EXPECT_EQ(find_header(page.headers, "Referrer-Policy"), "no-referrer");
    EXPECT_NE(find_header(page.headers, "Content-Security-Policy").find("script-src 'self'"), std::string::npos);
    auto data = json(1);
    finish(Request(), data);
    EXPECT_EQ(find_header(data.headers, "Content-Security-Policy"), "");
}

TEST(RetryAfter, is_never_missing_where_it_is_due) {
    for (auto const& [status, expected] : {std::pair(503, "1"), {429, "1"}, {500, ""}}) {
        Response r;
        r.status = status;
        finish(Request(), r);
        EXPECT_EQ(find_header(r.headers, "Retry-After"), expected);
    }
    Response later;
    later.status = 429;
    later.headers.push_back({"Retry-After", "30"});
    finish(Request(), later);
    EXPECT_EQ(find_header(later.headers, "Retry-After"), "30");
    EXPECT_EQ(later.headers.front().value, "30");
}

TEST(ResponseHead, refuses_headers_that_would_make_another_answer) {
    Response r;
    r.headers.push_back({"Location", "/a\r\nSet-Cookie: x=y"});
    EXPECT_THROW(finish(Request(), r), std::runtime_error);
}

TEST(HttpDate, is_as_in_the_standard) { EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT"); }

} // namespace
} // namespace baton::http
