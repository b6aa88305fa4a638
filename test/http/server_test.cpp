// What a client sees of a server: framing, order, limits of size, refusals.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <gtest/gtest.h>

namespace baton::http {

namespace {

std::string get(std::string_view target, std::string_view more = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view more = "") {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

struct ServerTest : testing::Test {
    RunningServer server;
    Answered one(std::string_view bytes) { return ask(server.port(), bytes); }
};

TEST_F(ServerTest, answers_with_the_headers_every_answer_has) {
    auto const a = one(get("/hello"));
    EXPECT_EQ(a.status, 200);
    EXPECT_EQ(a.body, "hello");
    EXPECT_EQ(a.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(a.header("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(a.header("Date").ends_with(" GMT"));
    EXPECT_EQ(a.header("X-Request-Id").size(), 16u);
    EXPECT_EQ(a.header("Connection"), "");
}

TEST_F(ServerTest, keeps_the_connection_and_answers_pipelined_requests_in_order) {
    RawClient client(server.port());
    std::string all;
    for (int i = 0; i < 50; ++i) all += post("/echo", "body " + std::to_string(i));
    ASSERT_TRUE(client.send(all));
    for (int i = 0; i < 50; ++i) EXPECT_EQ(client.read_answer().body, "body " + std::to_string(i));
    ASSERT_TRUE(client.send(get("/hello")));
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(ServerTest, understands_a_request_that_comes_byte_by_byte) {
    RawClient client(server.port());
    for (char const c : post("/echo", "slowly")) ASSERT_TRUE(client.send(std::string_view(&c, 1)));
    EXPECT_EQ(client.read_answer().body, "slowly");
}

TEST_F(ServerTest, closes_when_asked_to_and_after_http_1_0) {
    for (auto const* request :
         {"GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /hello HTTP/1.0\r\n\r\n"}) {
        RawClient client(server.port());
        ASSERT_TRUE(client.send(request));
        auto const a = client.read_answer();
        EXPECT_EQ(a.body, "hello");
        EXPECT_EQ(a.header("Connection"), "close");
        EXPECT_TRUE(client.closed_within(std::chrono::seconds(5)));
    }
}

TEST_F(ServerTest, answers_head_without_a_body) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello")));
    auto const a = client.read_answer(true);
    EXPECT_EQ(a.header("Content-Length"), "5");
    EXPECT_EQ(client.read_answer().body, "hello") << "the answer to HEAD had a body";
}

TEST_F(ServerTest, takes_a_well_formed_request_id_and_replaces_others) {
    EXPECT_EQ(one(get("/hello", "X-Request-Id: trace.7_A-z\r\n")).header("X-Request-Id"), "trace.7_A-z");
    EXPECT_EQ(one(get("/hello", "X-Request-Id: no spaces\r\n")).header("X-Request-Id").size(), 16u);
    EXPECT_EQ(one(get("/hello", "X-Request-Id: " + std::string(65, 'a') + "\r\n")).header("X-Request-Id").size(), 16u);
}

} // namespace
} // namespace baton::http
