// Bodies that do not fit into memory, both ways; chunks, 100-continue, and what happens when one side breaks off.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace baton::http {

namespace {

using namespace std::chrono_literals;

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    statm >> total >> resident;
    return resident * 4096;
}

struct StreamingTest : testing::Test {
    RunningServer server;
    Answered one(std::string_view bytes) { return ask(server.port(), bytes); }
};

TEST_F(StreamingTest, puts_chunks_together) {
    EXPECT_EQ(one("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "5\r\nhello\r\n1;ext=1\r\n,\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n")
                  .body,
              "hello, world");
    EXPECT_TRUE(server.application.last_request().header("Trailer").empty()) << "a trailer is no header";
}

TEST_F(StreamingTest, reads_the_next_request_behind_a_chunked_one) {
    RawClient client(server.port());
    std::string const chunked =
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    ASSERT_TRUE(client.send(chunked + chunked + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(client.read_answer().body, "abc");
    EXPECT_EQ(client.read_answer().body, "abc");
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(StreamingTest, asks_for_the_body_when_the_client_waits_for_that) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"));
    EXPECT_EQ(client.read_answer().status, 100);
    ASSERT_TRUE(client.send("hello"));
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(StreamingTest, refuses_before_the_body_when_the_client_waits) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("POST /refused HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"));
    EXPECT_EQ(client.read_answer().status, 401);
    EXPECT_EQ(server.application.handled, 0);
}

TEST_F(StreamingTest, keeps_the_connection_after_refusing_a_small_body) {
    RawClient client(server.port());
    std::string const refused = "POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    ASSERT_TRUE(client.send(refused + refused));
    EXPECT_EQ(client.read_answer().status, 401);
    EXPECT_EQ(client.read_answer().status, 401);
}

TEST_F(StreamingTest, takes_a_large_upload_in_pieces) {
    constexpr std::size_t piece_size = 1 << 20, pieces = 200;
    RawClient client(server.port());
    std::string const piece(piece_size, '\1');
    ASSERT_TRUE(client.send(
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(piece_size * pieces) + "\r\n\r\n"));
    auto const before = resident_bytes();
    std::size_t most = before;
    for (std::size_t i = 0; i < pieces; ++i) {
        ASSERT_TRUE(client.send(piece));
        most = std::max(most, resident_bytes());
    }
    std::uint64_t bytes = 0, largest = 0, sum = 0;
    std::istringstream(client.read_answer().body) >> bytes >> largest >> sum;
    EXPECT_EQ(bytes, piece_size * pieces);
    EXPECT_EQ(sum, piece_size * pieces % 256);
    EXPECT_LE(largest, 128u * 1024);
    EXPECT_LT(most - before, 20u << 20) << "the upload was kept in memory";
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5); // it ends after its answer
    while (server.application.uploads_alive != 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    EXPECT_EQ(server.application.uploads_alive, 0);
}

TEST_F(StreamingTest, small_and_chunked_uploads_go_to_the_upload_too) {
    EXPECT_EQ(one("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\1\2\3").body, "3 3 6");
    EXPECT_EQ(
        one("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\1\r\n2\r\n\2\3\r\n0\r\n\r\n")
            .body,
        "3 3 6");
}

TEST_F(StreamingTest, forgets_an_upload_that_breaks_off) {
    for (auto const size : {std::size_t(10), std::size_t(1) << 20}) {
        RawClient client(server.port());
        ASSERT_TRUE(client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size + 1) +
                                "\r\n\r\n" + std::string(size, 'x')));
        client.shutdown_send();
        EXPECT_TRUE(client.closed_within(5s));
    }
    server.server.stop();
    EXPECT_EQ(server.application.uploads_alive, 0);
    EXPECT_EQ(server.application.handled, 0);
}

TEST_F(StreamingTest, an_upload_may_refuse_a_piece) {
    auto const a =
        one("POST /upload-refusing HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + std::string(70000, 'x'));
    EXPECT_EQ(a.status, 415);
    EXPECT_EQ(server.application.handled, 0);
}

TEST_F(StreamingTest, streams_a_download) {
    constexpr std::size_t size = 50'000'000;
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /download?bytes=" + std::to_string(size) +
                            " HTTP/1.1\r\nHost: a\r\n\r\n"
                            "HEAD /download?bytes=7 HTTP/1.1\r\nHost: a\r\n\r\n"
                            "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    auto const a = client.read_answer(true);
    EXPECT_EQ(a.header("Content-Length"), std::to_string(size));
    auto const before = resident_bytes();
    std::size_t most = before;
    for (std::size_t left = size; left > 0; left -= 1'000'000) {
        EXPECT_EQ(client.read(1'000'000), std::string(1'000'000, '0'));
        most = std::max(most, resident_bytes());
    }
    EXPECT_LT(most - before, 20u << 20) << "the download was kept in memory";
    EXPECT_EQ(client.read_answer(true).header("Content-Length"), "7");
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(StreamingTest, breaks_the_connection_when_the_source_breaks) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /broken-download HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(client.read_answer(true).header("Content-Length"), "1000");
    EXPECT_THROW(client.read(1000), std::runtime_error);
    EXPECT_EQ(one("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST_F(StreamingTest, streams_in_chunks_what_does_not_say_its_size) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /stream?bytes=100000 HTTP/1.1\r\nHost: a\r\n\r\n"
                            "HEAD /stream?bytes=7 HTTP/1.1\r\nHost: a\r\n\r\n"
                            "GET /stream?bytes=0 HTTP/1.1\r\nHost: a\r\n\r\n"
                            "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    auto const a = client.read_answer(true);
    EXPECT_EQ(a.header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(a.header("Content-Length"), "");
    EXPECT_EQ(client.read(7 + 65'536 + 2), "10000\r\n" + std::string(65'536, '0') + "\r\n");
    EXPECT_EQ(client.read(6 + 34'464 + 2), "86a0\r\n" + std::string(34'464, '0') + "\r\n");
    EXPECT_EQ(client.read(5), "0\r\n\r\n");
    EXPECT_EQ(client.read_answer(true).header("Transfer-Encoding"), "chunked") << "and no body behind a HEAD";
    client.read_answer(true);
    EXPECT_EQ(client.read(5), "0\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "hello");
}

TEST_F(StreamingTest, streams_to_http_1_0_until_the_end_of_the_connection) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /stream?bytes=100000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    auto const a = client.read_answer(true);
    EXPECT_EQ(a.header("Transfer-Encoding"), "");
    EXPECT_EQ(a.header("Connection"), "close");
    EXPECT_EQ(client.read(100'000), std::string(100'000, '0'));
    EXPECT_TRUE(client.closed_within(5s));
}

TEST_F(StreamingTest, a_stream_that_breaks_off_has_no_last_chunk) {
    RawClient client(server.port());
    ASSERT_TRUE(client.send("GET /broken-stream HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(client.read_answer(true).header("Transfer-Encoding"), "chunked");
    EXPECT_THROW(client.read(5), std::runtime_error);
}

TEST_F(StreamingTest, compresses_and_answers_304) {
    auto const plain = one("GET /etag HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const packed = one("GET /etag HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    EXPECT_EQ(plain.body.size(), 2000u);
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), 200u);
    RawClient client(server.port());
    std::string const again = "GET /etag HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + packed.header("ETag") + "\r\n\r\n";
    ASSERT_TRUE(client.send(again + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_EQ(client.read_answer().status, 304);
    EXPECT_EQ(client.read_answer().body, "hello");
}

} // namespace
} // namespace baton::http
