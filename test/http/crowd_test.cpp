// Many clients at once on several I/O threads, some of them rude; the server is stopped in the middle of it.
#include "http/raw_client.h"
#include "http/sample_application.h"

#include <gtest/gtest.h>
#include <thread>

namespace baton::http {

namespace {

std::string echo(std::string const& body) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Whatever was answered was answered rightly; returns how many answers there were.
int talk_until_closed(unsigned short port, int self) {
    int answers = 0;
    RawClient client(port);
    for (int i = 0;; ++i) {
        auto const body = std::to_string(self) + ":" + std::to_string(i) + std::string(std::size_t(i % 5) * 5000, '.');
        try {
            if (i % 7 == 6) RawClient(port).send(echo(body).substr(0, 30)); // leaves in the middle of a request
            if (!client.send(echo(body))) return answers;
            auto const a = client.read_answer();
            EXPECT_EQ(a.body, body);
            ++answers;
            if (a.header("Connection") == "close") return answers;
        } catch (std::runtime_error const&) {
            return answers; // stopped before it was accepted
        }
    }
}

TEST(Crowd, is_answered_rightly_until_the_server_stops) {
    Options o;
    o.io_threads = 2;
    o.workers = 4;
    RunningServer server(o);
    std::atomic<int> answers = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 8; ++i)
        crowd.emplace_back([&, i] {
            try {
                answers += talk_until_closed(server.port(), i);
            } catch (std::runtime_error const&) { // could not connect any more
            }
        });
    while (server.application.handled < 2000) std::this_thread::yield();
    server.server.stop();
    for (auto& person : crowd) person.join();
    EXPECT_EQ(answers, server.application.handled) << "what was handled was answered";
}

} // namespace
} // namespace baton::http
