#include "http/web_file.h"

#include "http/finish.h"
#include <array>
#include <gtest/gtest.h>

namespace baton::http {

namespace {

constexpr std::array<WebFile, 3> files{{
    {"/assets/app-1a2b3c4d.js", "text/javascript; charset=utf-8", "\"js\"", "script", "packed", true},
    {"/index.html", "text/html; charset=utf-8", "\"page\"", "page", "", false},
    {"/portal/index.html", "text/html; charset=utf-8", "\"portal\"", "portal", "", false},
}};

Request get(std::string target, std::vector<Header> headers = {}) {
    Request r;
    r.target = std::move(target);
    r.headers = std::move(headers);
    return r;
}

Header const browser{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

std::string body(Request const& request) {
    auto const r = web_file(request, files);
    return r ? r->body : "nothing";
}

TEST(WebFile, is_found_by_its_path) {
    auto const script = web_file(get("/assets/app-1a2b3c4d.js?v=1"), files);
    ASSERT_TRUE(script);
    EXPECT_EQ(script->body, "script");
    EXPECT_EQ(find_header(script->headers, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(find_header(script->headers, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(find_header(script->headers, "Vary"), "Accept-Encoding");
    auto const page = web_file(get("/"), files);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->body, "page");
    EXPECT_EQ(find_header(page->headers, "Cache-Control"), "no-cache");
    EXPECT_EQ(body(get("/index.html")), "page");
}

TEST(WebFile, is_sent_packed_to_those_who_can_unpack) {
    auto const packed = web_file(get("/assets/app-1a2b3c4d.js", {{"Accept-Encoding", "br, gzip"}}), files);
    ASSERT_TRUE(packed);
    EXPECT_EQ(packed->body, "packed");
    EXPECT_EQ(find_header(packed->headers, "Content-Encoding"), "gzip");
    EXPECT_EQ(find_header(packed->headers, "ETag"), "W/\"js\"");
    EXPECT_EQ(body(get("/", {{"Accept-Encoding", "gzip"}})), "page") << "has no packed form";
}

TEST(WebFile, is_not_sent_again) {
    auto const request = get("/assets/app-1a2b3c4d.js", {{"If-None-Match", "W/\"js\""}, {"Accept-Encoding", "gzip"}});
    auto r = web_file(request, files);
    ASSERT_TRUE(r);
    finish(request, *r);
    EXPECT_EQ(r->status, 304);
    EXPECT_EQ(r->body, "");
}

TEST(WebFile, stands_in_for_pages_the_front_end_knows) {
    for (auto const* page : {"/tickets/7", "/settings", "/apix"}) EXPECT_EQ(body(get(page, {browser})), "page") << page;
    EXPECT_EQ(body(get("/portal", {browser})), "portal");
    EXPECT_EQ(body(get("/portal/tickets/7", {browser})), "portal");
    for (auto const* other : {"/api", "/api/v1/tickets", "/live", "/metrics", "/readyz", "/assets/gone.js"})
        EXPECT_EQ(body(get(other, {browser})), "nothing") << other;
    EXPECT_EQ(body(get("/tickets/7")), "nothing") << "asked for by a script";
    auto post = get("/", {browser});
    post.method = Method::post;
    EXPECT_EQ(body(post), "nothing");
    EXPECT_FALSE(web_file(get("/", {browser}), {})) << "built without the front end";
}

} // namespace
} // namespace baton::http
