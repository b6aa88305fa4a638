// WebSocket clients as the server sees them, byte for byte.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <gtest/gtest.h>

namespace baton::http {

namespace {

using namespace std::chrono_literals;

constexpr int text = 1, binary = 2, closing = 8, ping = 9, pong = 10;

struct Frame {
    int opcode = 0;
    std::string payload;
    int close_code() const {
        return payload.size() < 2
                   ? 0
                   : (static_cast<unsigned char>(payload[0]) << 8) | static_cast<unsigned char>(payload[1]);
    }
};

std::string handshake(std::string_view more = "Cookie: session=x\r\n") {
    return "GET /live?x=1 HTTP/1.1\r\nHost: test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           std::string(more) + "\r\n";
}

std::string masked(int opcode, std::string_view payload) {
    std::string frame(1, char(0x80 | opcode));
    auto const n = payload.size();
    if (n < 126) frame += char(0x80 | n);
    else if (n < 65536) frame += {char(0x80 | 126), char(n >> 8), char(n & 255)};
    else {
        frame += char(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) frame += char((std::uint64_t(n) >> shift) & 255);
    }
    std::string const mask = "\x11\x22\x33\x44";
    frame += mask;
    for (std::size_t i = 0; i < n; ++i) frame += char(payload[i] ^ mask[i % 4]);
    return frame;
}

struct LiveTest : testing::Test {
    static Options options() {
        Options o;
        o.idle_timeout = 2s;
        o.live_buffer_bytes = 256 * 1024;
        return o;
    }

    static Frame read(RawClient& client) {
        auto const head = client.read(2);
        Frame frame;
        frame.opcode = head[0] & 15;
        std::size_t size = head[1] & 127;
        if (size == 126) {
            auto const more = client.read(2);
            size = (static_cast<unsigned char>(more[0]) << 8u) | static_cast<unsigned char>(more[1]);
        }
        frame.payload = client.read(size);
        return frame;
    }

    // Past the handshake and the greeting.
    std::unique_ptr<RawClient> connected(int receive_buffer = 0) {
        auto client = std::make_unique<RawClient>(server.port(), receive_buffer);
        EXPECT_TRUE(client->send(handshake()));
        EXPECT_EQ(client->read_answer().status, 101);
        EXPECT_EQ(read(*client).payload, "welcome");
        return client;
    }

    void expect_closed_once() {
        EXPECT_TRUE(server.application.wait_for_closed(1, 5s));
        EXPECT_EQ(server.application.live_closed, 1);
    }

    RunningServer server{options()};
};

TEST_F(LiveTest, shakes_hands_and_echoes_text) {
    auto const client = connected();
    for (auto const& message : {std::string("hello"), std::string("接棒"), std::string(65000, 'x')}) {
        ASSERT_TRUE(client->send(masked(text, message)));
        EXPECT_EQ(read(*client).payload, message);
    }
    ASSERT_TRUE(client->send(masked(closing, "\x03\xe8")));
    EXPECT_EQ(read(*client).close_code(), 1000);
    expect_closed_once();
}

TEST_F(LiveTest, answers_pings_between_frames) {
    auto const client = connected();
    ASSERT_TRUE(client->send(masked(ping, "are you there")));
    auto const answer = read(*client);
    EXPECT_EQ(answer.opcode, pong);
    EXPECT_EQ(answer.payload, "are you there");
}

TEST_F(LiveTest, refuses_a_handshake_with_the_status_of_the_error) {
    EXPECT_EQ(ask(server.port(), handshake("")).status, 401);
    EXPECT_EQ(
        ask(server.port(), "GET /live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n").status,
        400);
    EXPECT_EQ(ask(server.port(), "GET /live HTTP/1.1\r\nHost: a\r\n\r\n").status, 404)
        << "without an upgrade it is an address like others";
    EXPECT_EQ(server.application.live_closed, 0);
}

TEST_F(LiveTest, closes_with_the_code_that_says_why) {
    struct Case {
        int opcode;
        std::string payload;
        int code;
    };
    for (auto const& [opcode, payload, code] :
         {Case{text, "close", 4401}, Case{binary, "x", 1003}, Case{text, "\xff\xff", 1007},
          Case{text, std::string(65537, 'x'), 1009}, Case{text, "throw", 1011}}) {
        auto const client = connected();
        ASSERT_TRUE(client->send(masked(opcode, payload)));
        EXPECT_EQ(read(*client).close_code(), code);
        client->send(masked(closing, "\x03\xe8"));
        EXPECT_TRUE(client->closed_within(5s));
    }
    EXPECT_TRUE(server.application.wait_for_closed(5, 5s));
}

TEST_F(LiveTest, drops_a_client_that_reads_too_slowly) {
    auto const client = connected(4096);
    ASSERT_TRUE(client->send(masked(text, "flood")));
    EXPECT_TRUE(server.application.wait_for_refused_frames(1, 5s));
    Frame frame;
    std::size_t read_bytes = 0;
    do {
        frame = read(*client);
        read_bytes += frame.payload.size();
    } while (frame.opcode == text);
    EXPECT_EQ(frame.close_code(), 4408);
    EXPECT_LT(read_bytes, 5000u * 4096) << "what waited is dropped, not kept";
    client->send(masked(closing, frame.payload));
    expect_closed_once();
}

TEST_F(LiveTest, cuts_a_slow_client_that_never_reads_again) {
    auto const client = connected(4096);
    ASSERT_TRUE(client->send(masked(text, "flood")));
    EXPECT_TRUE(server.application.wait_for_closed(1, 20s));
}

TEST_F(LiveTest, notices_a_client_that_went_away_or_sleeps) {
    connected().reset();
    EXPECT_TRUE(server.application.wait_for_closed(1, 5s)) << "went away";
    auto const asleep = connected();
    EXPECT_TRUE(server.application.wait_for_closed(2, 10s)) << "does not answer pings";
}

TEST_F(LiveTest, says_goodbye_when_the_server_stops) {
    auto const client = connected();
    std::thread stopping([&] { server.server.stop(); });
    EXPECT_EQ(read(*client).close_code(), 1001);
    client->send(masked(closing, "\x03\xe9"));
    EXPECT_TRUE(client->closed_within(5s));
    stopping.join();
    EXPECT_EQ(server.application.live_closed, 1);
}

} // namespace
} // namespace baton::http
