// Limits of size and time, and what is not valid HTTP.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <gtest/gtest.h>
#include <thread>

namespace baton::http {

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

Options impatient() {
    Options o;
    o.header_timeout = 300ms;
    o.idle_timeout = 500ms;
    o.body_stall_timeout = 300ms;
    o.body_rate_grace = 600ms;
    o.write_stall_timeout = 300ms;
    return o;
}

struct LimitsTest : testing::Test {
    RunningServer server{impatient()};
    Answered one(std::string_view bytes) { return ask(server.port(), bytes); }
    void expect_alive() { EXPECT_EQ(one("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello"); }
};

TEST_F(LimitsTest, refuses_a_header_that_is_too_large) {
    auto const large = "GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(17 * 1024, 'x') + "\r\n\r\n";
    auto const a = one(large);
    EXPECT_EQ(a.status, 431);
    EXPECT_EQ(a.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(a.header("Connection"), "close");
    EXPECT_EQ(one("GET /" + std::string(20 * 1024, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 431);
    std::string many = "GET /hello HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 200; ++i) many += "X: y\r\n";
    EXPECT_EQ(one(many + "\r\n").status, 431);
    expect_alive();
}

TEST_F(LimitsTest, refuses_a_header_that_grows_in_small_pieces) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /hello HTTP/1.1\r\nHost: a\r\n"));
    bool open = true;
    for (int i = 0; i < 1000 && open; ++i)
        open = client.send("X-" + std::to_string(i) + ": " + std::string(90, 'x') + "\r\n");
    EXPECT_EQ(client.read_answer().status, 431);
}

TEST_F(LimitsTest, refuses_a_body_over_the_limit_of_its_address) {
    auto const head = [](std::size_t n) {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(n) + "\r\n\r\n";
    };
    EXPECT_EQ(one(head((1 << 20) + 1)).status, 413) << "before any of it was sent";
    std::string const full(1 << 20, 'x');
    EXPECT_EQ(one(head(full.size()) + full).body, full);
    EXPECT_EQ(one("POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx").status, 413)
        << "takes no body at all";
}

TEST_F(LimitsTest, a_refused_body_does_not_take_the_answer_away) {
    RawClient client(server.port());
    std::string const body(4 << 20, 'x');
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    client.send(body);
    EXPECT_EQ(client.read_answer().status, 413);
}

TEST_F(LimitsTest, refuses_chunks_over_the_limit) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
    auto const chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    bool open = true;
    for (int i = 0; i < 20 && open; ++i) open = client.send(chunk);
    EXPECT_EQ(client.read_answer().status, 413);
}

struct BrokenRequest : LimitsTest, testing::WithParamInterface<std::string> {};

TEST_P(BrokenRequest, is_400_and_harms_no_other) {
    auto const a = one(GetParam());
    EXPECT_EQ(a.status, 400);
    EXPECT_EQ(a.header("Connection"), "close");
    EXPECT_EQ(server.application.handled, 0);
    expect_alive();
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenRequest,
    testing::Values(
        "rubbish\r\n\r\n", "GET /hello\r\n\r\n", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /hello HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: a\r\nX: a\x01\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s,
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n"));

TEST_F(LimitsTest, cuts_a_header_that_trickles) {
    RawClient client(server.port());
    auto const begun = std::chrono::steady_clock::now();
    std::string_view const head =
        "GET /hello HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (std::size_t i = 0; i < head.size() && std::chrono::steady_clock::now() < begun + 450ms; ++i) {
        client.send(head.substr(i, 1));
        std::this_thread::sleep_for(20ms); // the pace is what is tested
    }
    EXPECT_EQ(client.read_answer().status, 408);
    EXPECT_TRUE(client.closed_within(5s));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_F(LimitsTest, cuts_a_body_that_stalls) {
    for (auto const* framing : {"Content-Length: 100", "Content-Length: 100000", "Transfer-Encoding: chunked"}) {
        RawClient client(server.port());
        ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\n" + std::string(framing) + "\r\n\r\n4"));
        EXPECT_EQ(client.read_answer().status, 408) << framing;
    }
    EXPECT_EQ(server.application.handled, 0);
}

TEST_F(LimitsTest, cuts_a_body_that_trickles_without_ever_stalling) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"));
    auto const begun = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() < begun + 800ms) {
        client.send("x");
        std::this_thread::sleep_for(50ms); // the pace is what is tested
    }
    EXPECT_EQ(client.read_answer().status, 408);
}

TEST_F(LimitsTest, cuts_a_client_that_does_not_read_its_answer) {
    RawClient client(server.port(), 4096);
    ASSERT_TRUE(client.send("GET /download?bytes=100000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
    std::this_thread::sleep_for(700ms); // not reading is what is tested
    EXPECT_THROW(client.read(100000000), std::runtime_error) << "the server kept waiting";
    expect_alive();
}

TEST_F(LimitsTest, closes_an_idle_connection_silently) {
    RawClient fresh(server.port()), used(server.port());
    ASSERT_TRUE(used.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(used.read_answer().body, "hello");
    EXPECT_TRUE(used.closed_within(5s));
    EXPECT_TRUE(fresh.closed_within(5s));
    EXPECT_THROW(used.read(1), std::runtime_error);
}

TEST(Overload, refuses_more_requests_than_can_be_worked_on) {
    Options o;
    o.workers = 2;
    o.max_in_flight = 2;
    RunningServer server(o);
    RawClient first(server.port()), second(server.port());
    for (auto* client : {&first, &second}) ASSERT_TRUE(client->send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"));
    server.application.wait_for_waiting(2);
    RawClient third(server.port());
    ASSERT_TRUE(third.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    auto const refused = third.read_answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_EQ(refused.header("Content-Type"), "application/problem+json");
    server.application.release();
    EXPECT_EQ(first.read_answer().body, "waited");
    EXPECT_EQ(second.read_answer().body, "waited");
    ASSERT_TRUE(third.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(third.read_answer().status, 200) << "the same connection, once there is room";
}

TEST(Overload, refuses_more_connections_than_allowed) {
    Options o;
    o.max_connections = 2;
    RunningServer server(o);
    RawClient first(server.port());
    {
        RawClient second(server.port());
        for (auto* client : {&first, &second}) {
            ASSERT_TRUE(client->send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
            EXPECT_EQ(client->read_answer().status, 200);
        }
        EXPECT_EQ(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 503);
    }
    auto const until = std::chrono::steady_clock::now() + 5s; // the server hears of a close when it hears of it
    int status = 503;
    while (status == 503 && std::chrono::steady_clock::now() < until)
        status = ask(server.port(), "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status;
    EXPECT_EQ(status, 200);
}

TEST(Overload, a_thousand_idle_connections_are_no_burden) {
    RunningServer server;
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 1000; ++i) idle.push_back(std::make_unique<RawClient>(server.port()));
    for (int i = 0; i < 100; ++i) EXPECT_EQ(ask(server.port(), "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
    for (auto const& client : idle) ASSERT_TRUE(client->send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    for (auto const& client : idle) EXPECT_EQ(client->read_answer().body, "hello");
}

} // namespace
} // namespace baton::http
